import { entriesOf, versionBefore, WORKING } from '../../versions/entries';
import { makeEntry } from '../releaseParts/make';

function releases(...entries: ReturnType<typeof makeEntry>[]) {
  return {
    package: 'emb',
    version: '1.0.0',
    index_url: '',
    releases: entries
  };
}

describe('entriesOf', () => {
  it('names what is missing in the index only where others are in it', () => {
    const here = makeEntry('1.1.0', { files: [] });
    const both = releases(here, makeEntry('1.0.0'));
    expect(entriesOf(both, '').map(each => each.isOnlyHere)).toEqual([
      false,
      true,
      false
    ]);
    expect(entriesOf(releases(here), '').some(each => each.isOnlyHere)).toBe(
      false
    );
  });
});

describe('versionBefore', () => {
  it('is the newest for the working folder, none for the first', () => {
    const both = releases(makeEntry('1.1.0'), makeEntry('1.0.0'));
    expect(versionBefore(both, WORKING)).toBe('1.1.0');
    expect(versionBefore(both, '1.1.0')).toBe('1.0.0');
    expect(versionBefore(both, '1.0.0')).toBeNull();
    expect(versionBefore(both, '9')).toBeNull();
  });
});
