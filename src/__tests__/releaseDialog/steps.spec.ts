import { stepsFrom } from '../../releaseDialog/steps';

/** The versions of a patch, a minor and a major step. */
function versions(latest: string): string[] {
  return stepsFrom(latest).map(step => step.version);
}

describe('stepsFrom', () => {
  it('counts up the part that the step names', () => {
    expect(versions('1.2.3')).toEqual(['1.2.4', '1.3.0', '2.0.0']);
    expect(versions('0.9')).toEqual(['0.9.1', '0.10.0', '1.0.0']);
    expect(versions('2024!1.0.0')).toEqual([
      '2024!1.0.1',
      '2024!1.1.0',
      '2024!2.0.0'
    ]);
  });

  it('leads from a pre-release to what it was to become', () => {
    expect(versions('2.0.0rc1')).toEqual(['2.0.0', '2.0.0', '2.0.0']);
    expect(versions('1.3.0.dev4')).toEqual(['1.3.0', '1.3.0', '2.0.0']);
    expect(versions('1.2.3a1')).toEqual(['1.2.3', '1.3.0', '2.0.0']);
  });

  it('leads on from a post-release', () => {
    expect(versions('1.2.3.post1')).toEqual(['1.2.4', '1.3.0', '2.0.0']);
  });

  it('leads nowhere from nothing', () => {
    expect(versions('')).toEqual([]);
    expect(versions('soon')).toEqual([]);
  });
});
