import {
  distributionName,
  installFromFolder,
  installLine
} from '../../releaseParts/install';
import { makeEntry } from './make';

describe('installLine', () => {
  it('names index, package and version', () => {
    expect(installLine('file:///srv/index/simple', 'emb', '1.2.0')).toBe(
      'pip install --index-url file:///srv/index/simple emb==1.2.0'
    );
  });

  it('quotes what a shell would take apart', () => {
    expect(installLine('file:///my index', 'emb', '1.0')).toContain(
      "--index-url 'file:///my index' emb"
    );
    expect(installFromFolder("it's/dist", 'emb', '1.0')).toContain(
      "--find-links 'it'\\''s/dist' emb"
    );
  });
});

describe('distributionName', () => {
  it('is that of the files, else that of the package', () => {
    const entry = makeEntry('1.0', {
      files: [{ name: 'my_emb-1.0.tar.gz', size: 1, sha256: '' }]
    });
    expect(distributionName(entry, 'emb')).toBe('my_emb');
    expect(distributionName(makeEntry('1.0', { files: [] }), 'emb')).toBe(
      'emb'
    );
  });
});
