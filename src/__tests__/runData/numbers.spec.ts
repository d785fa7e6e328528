import { formatMetric } from '../../runData/numbers';

describe('formatMetric', () => {
  it.each([
    [53.123456, '53.12'],
    [0.0123456, '0.01235'],
    [12, '12'],
    [0, '0'],
    [1234567, '1.235e+6'],
    [0.00001234, '0.00001234'],
    [NaN, 'NaN']
  ])('writes %p as %p', (value, text) => {
    expect(formatMetric(value)).toBe(text);
  });
});
