import { findingsOf } from '../../ci/knownFindings';
import { ago, checks, finding, result, run } from './make';

const working = { id: 'run-2', commit: '', created_at: ago(5) };
const lint = (code: string) =>
  result('lint', { findings: [finding({ code })] });

function codes(status: Parameters<typeof findingsOf>[0], path = 'train.ipynb') {
  return findingsOf(status, path).map(({ code }) => code);
}

describe('what is known to be wrong with a notebook', () => {
  it('is what the run on HEAD says', () => {
    expect(codes(checks({ head_run: run([lint('F401')]) }))).toEqual(['F401']);
  });

  it('is nothing of other notebooks', () => {
    const status = checks({ head_run: run([lint('F401')]) });
    expect(codes(status, 'other.ipynb')).toEqual([]);
  });

  it('is what the newer run says, also that nothing is wrong any more', () => {
    const status = checks({
      head_run: run([lint('F401')]),
      working_run: run([result('lint')], working)
    });
    expect(codes(status)).toEqual([]);
  });

  it('is what the older run says where the newer has not looked', () => {
    const head = run([lint('F401')]);
    const size = run([result('size')], working);
    const other = run([result('lint')], {
      ...working,
      only_notebooks: ['other.ipynb']
    });
    expect(codes(checks({ head_run: head, working_run: size }))).toEqual([
      'F401'
    ]);
    expect(codes(checks({ head_run: head, working_run: other }))).toEqual([
      'F401'
    ]);
  });

  it('knows notebooks by their place in the project', () => {
    const found = finding({
      notebook: 'work/train.ipynb',
      source: 'train.ipynb'
    });
    const head = run([result('lint', { findings: [found] })], {
      only_notebooks: ['train.ipynb']
    });
    const status = checks({ project: 'work', head_run: head });
    expect(codes(status, 'work/train.ipynb')).toEqual(['F401']);
  });

  it('stays as an earlier look at the files has found it until a new one has come so far', () => {
    const status = checks({
      working_run: run([], { ...working, state: 'running' }),
      working_before: [run([lint('F401')], { commit: '' })]
    });
    expect(codes(status)).toEqual(['F401']);
  });
});
