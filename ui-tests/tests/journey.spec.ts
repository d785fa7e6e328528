import { ChangesPage } from '../helpers/changes';
import { COMMITTED, notebook } from '../helpers/changesFixtures';
import { GitFolder } from '../helpers/gitFolder';
import { HttpRemote } from '../helpers/httpRemote';
import { expect, test } from '../helpers/repositoryFixtures';

/** The notebook of the remote, without outputs, as a clone that is set up stores it. */
const STORED = COMMITTED.map(({ source }) => ({ source }));

test('clone, edit, stage one of three changed cells, commit and push; a second clone pulls', async ({
  page,
  remote,
  repository,
  tmpPath
}) => {
  const first = GitFolder.init(`${tmpPath}/first`);
  first.write('train.ipynb', notebook(STORED));
  first.commit('Start');
  first.git('push', '--quiet', remote.folder, 'main');
  const second = GitFolder.at(`${tmpPath}/second`);
  first.git('clone', '--quiet', remote.folder, second.folder);

  await repository.open(tmpPath);
  await repository.execute('mlops:clone-repository');
  await repository.dialog.getByLabel('Address').fill(remote.url);
  await repository.dialogButton('Clone').click();
  await repository.answer('User name', HttpRemote.user);
  await repository.answer('Password', HttpRemote.password, true);
  await repository
    .toast('Open folder')
    .getByRole('button', { name: 'Open folder' })
    .click();
  await expect(repository.branch).toHaveText('main');

  const changes = new ChangesPage(page);
  const clone = GitFolder.at(`${tmpPath}/lab`);
  clone.git('config', 'user.name', 'Ada');
  clone.git('config', 'user.email', 'ada@example.org');
  await changes.openNotebook(`${tmpPath}/lab/train.ipynb`);
  await page.notebook.setCell(1, 'code', 'alpha = 0.1; print("a tenth")');
  await page.notebook.setCell(2, 'code', 'beta = 10; print("ten")');
  await page.notebook.setCell(3, 'code', 'gamma = 20; print("twenty")');
  await page.notebook.run();
  await page.notebook.save();
  const working = clone.read('train.ipynb');
  expect(working).toContain('"twenty\\n"');

  await changes.tick('beta = 10').click();
  await expect(changes.commitButton).toHaveText('Commit 1 cell');
  await changes.message.fill('Raise beta');
  await changes.chooseWay('Commit and Push');
  const shared = new GitFolder(remote.folder);
  await expect
    .poll(() => shared.git('log', '-1', '--format=%s', 'main'))
    .toBe('Raise beta');

  expect(clone.read('train.ipynb')).toBe(working);
  const expected = STORED.map(({ source }) => source);
  expected[2] = 'beta = 10; print("ten")';
  second.git('pull', '--quiet');
  const pulled = second.read('train.ipynb');
  const cells = (JSON.parse(pulled) as INotebook).cells;
  expect(cells.map(cell => cell.source.join(''))).toEqual(expected);
  expect(cells.flatMap(cell => cell.outputs)).toEqual([]);
  await expect(changes.row('alpha = 0.1')).toBeVisible();
  await expect(changes.row('gamma = 20')).toBeVisible();
});

interface INotebook {
  cells: { source: string[]; outputs: unknown[] }[];
}
