import { nullTranslator } from '@jupyterlab/translation';

import {
  activity,
  canPull,
  canPush,
  folderOf,
  pullCaption,
  pushCaption
} from '../../operations/words';
import { makeRepository } from '../repository/make';
import { makeOperation } from './make';

const trans = nullTranslator.load('jupyter-mlops');

describe('an operation in words', () => {
  it('says what goes on', () => {
    expect(activity(makeOperation(), trans)).toBe('Fetching…');
    expect(activity(makeOperation({ phase: 'Receiving' }), trans)).toBe(
      'Fetching: Receiving'
    );
  });

  it('says that it waits for an answer', () => {
    const prompt = {
      id: 'p',
      kind: 'password',
      text: 'Password',
      host: '',
      username: ''
    } as const;
    expect(activity(makeOperation({ prompt }), trans)).toBe(
      'Fetching: waiting'
    );
  });
});

describe('pull and push', () => {
  const upstream = { name: 'origin/main', ahead: 2, behind: 1, gone: false };

  it('say how much they would move', () => {
    const repository = makeRepository({ upstream });
    expect(pullCaption(repository, trans)).toBe(
      'Pull 1 commit from origin/main'
    );
    expect(pushCaption(repository, trans)).toBe(
      'Push 2 commits to origin/main'
    );
    expect(canPull(repository) && canPush(repository)).toBe(true);
  });

  it('are about nothing where no branch is checked out', () => {
    const repository = makeRepository({ branch: null, upstream: null });
    expect(canPull(repository) || canPush(repository)).toBe(false);
  });

  it('publish a branch that follows none, or one that is gone', () => {
    const lone = makeRepository({ upstream: null });
    const gone = makeRepository({ upstream: { ...upstream, gone: true } });
    for (const repository of [lone, gone]) {
      expect(canPull(repository)).toBe(false);
      expect(canPush(repository)).toBe(true);
      expect(pushCaption(repository, trans)).toBe('Publish the branch');
    }
  });

  it('have nothing to push where the remote has it all', () => {
    expect(canPush(makeRepository())).toBe(false);
    expect(canPush(makeRepository({ remotes: [] }))).toBe(false);
    expect(canPush(null)).toBe(false);
  });
});

describe('the folder of a clone', () => {
  it.each([
    ['https://example.org/team/project.git', 'project'],
    ['git@example.org:team/project.git/', 'project'],
    ['/srv/git/project', 'project'],
    ['host:project', 'project'],
    ['', '']
  ])('of %s is %s', (url, folder) => {
    expect(folderOf(url)).toBe(folder);
  });
});
