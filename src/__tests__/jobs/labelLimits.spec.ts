import { nullTranslator } from '@jupyterlab/translation';

import { readLabelLimits, writeLabelLimits } from '../../jobs/labelLimits';

const trans = nullTranslator.load('jupyter-mlops');

describe('limits of labels', () => {
  it('are written as they are read', () => {
    const limits = { gpu: 1, api: 4 };
    expect(readLabelLimits(writeLabelLimits(limits), trans)).toEqual(limits);
    expect(readLabelLimits(' gpu=1,  api=4 ', trans)).toEqual(limits);
    expect(readLabelLimits('', trans)).toEqual({});
  });

  it('name the word that is none', () => {
    expect(() => readLabelLimits('gpu=1 api', trans)).toThrow('“api”');
  });
});
