import { readAddress, withAddress } from '../addresses';

describe('addresses', () => {
  it('are read from a query', () => {
    expect(readAddress('?reset&mlops=jobs/runs')).toEqual({
      view: 'jobs',
      name: 'runs'
    });
    expect(readAddress('?mlops=run/01')).toEqual({ view: 'run', name: '01' });
    expect(readAddress('?token=1')).toBeNull();
  });

  it('are put into a URL, which otherwise stays', () => {
    const lab = 'http://localhost/lab/tree/a.ipynb?token=1';
    const there = withAddress(lab, 'run/01');
    expect(there).toBe(
      'http://localhost/lab/tree/a.ipynb?token=1&mlops=run/01'
    );
    expect(withAddress(there, null)).toBe(lab);
    expect(readAddress(new URL(withAddress(lab, 'run/a&b')).search)?.name).toBe(
      'a&b'
    );
  });
});
