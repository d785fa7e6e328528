import { CELLS, expect, test } from '../helpers/modulesFixtures';

test.describe('sync', () => {
  test.beforeEach(async ({ modules, project, tmpPath }) => {
    await modules.openNotebook(`${tmpPath}/train.ipynb`);
    await modules.makeRoom();
    await modules.doNext('Export 1 module');
    await expect(modules.row('train.py')).toContainText('in step');
    project.git.commit('Export');
  });

  test('an edit of the module comes into its cell, a new function into a new one', async ({
    modules,
    project
  }) => {
    project.editModule('low=0.0', 'low=-1.0');
    project.editModule(
      'def norm',
      'def clip(x):\n    return max(0, min(1, x))\n\n\ndef norm'
    );
    await expect(modules.row('train.py')).toContainText('to sync');
    await modules.doNext('Sync 1 module');
    await expect(modules.foot).toContainText(/edited.*in train\.ipynb/);
    await expect(modules.row('train.py')).toContainText('in step');
    expect(project.sources[1]).toBe(
      '#| export\ndef scale(x, low=-1.0, high=1.0):\n    return low + x * (high - low)'
    );
    expect(project.sources.join('\n')).toContain('def clip(x)');
    expect(project.sources[2]).toContain('scale(0.5)');
    // The notebook that is open has been read again.
    await expect(modules.cell(1)).toContainText('low=-1.0');
  });

  test('what is not saved is saved before', async ({ modules, project }) => {
    await modules.editCell(2, 'scale(0.25)');
    project.editModule('low=0.0', 'low=-1.0');
    await modules.execute('mlops:sync-modules');
    await expect(modules.row('train.py')).toContainText('in step');
    expect(project.sources[1]).toContain('low=-1.0');
    expect(project.sources[2]).toBe('scale(0.25)');
    await expect(modules.cell(2)).toContainText('scale(0.25)');
  });

  test('a deleted function is asked about, and comes back if that is wanted', async ({
    modules,
    project
  }) => {
    const start = project.module.indexOf('def norm');
    project.editModule(project.module.slice(start), '');
    await expect(modules.row('train.py')).toContainText('1 question');
    await expect(modules.row('train.py')).toHaveAttribute(
      'aria-expanded',
      'true'
    );
    expect(project.sources[3]).toContain('def norm');
    await modules.section.getByRole('button', { name: 'Bring back' }).click();
    await expect(modules.row('train.py')).toContainText('in step');
    expect(project.module).toContain('def norm');
    expect(project.sources[3]).toContain('def norm');
  });

  test('a deleted function takes its cell along, once that is said', async ({
    modules,
    project
  }) => {
    const start = project.module.indexOf('def norm');
    project.editModule(project.module.slice(start), '');
    await modules.section.getByRole('button', { name: 'Delete cell' }).click();
    await expect(modules.row('train.py')).toContainText('in step');
    expect(project.sources.join('\n')).not.toContain('def norm');
    expect(project.module).not.toContain('def norm');
  });

  test('a conflict is settled for the side that is chosen', async ({
    modules,
    project
  }) => {
    project.editModule('low=0.0', 'low=-1.0');
    await modules.editCell(1, CELLS[1]?.replace('low=0.0', 'low=0.5') ?? '');
    await modules.execute('docmanager:save');
    await expect(modules.row('train.py')).toContainText('1 conflict');
    await modules.fold('def scale');
    await expect(modules.block('def scale')).toContainText('low=0.5');
    await expect(modules.block('def scale')).toContainText('low=-1.0');
    await modules.choose('def scale', 'Use module');
    await expect(modules.row('train.py')).toContainText('in step');
    expect(project.sources[1]).toContain('low=-1.0');
    expect(project.module).toContain('low=-1.0');
  });

  test('a conflict is resolved in its cell', async ({ modules, project }) => {
    project.editModule('low=0.0', 'low=-1.0');
    await modules.editCell(1, CELLS[1]?.replace('low=0.0', 'low=0.5') ?? '');
    await modules.execute('docmanager:save');
    await expect(modules.row('train.py')).toContainText('1 conflict');
    await modules.choose('def scale', 'Edit in the cell');
    await expect(modules.activeCell).toContainText('<<<<<<< notebook');
    await expect(modules.activeCell).toContainText('low=-1.0');
    await expect(modules.activeCell).toContainText('low=0.5');
    await expect(modules.row('train.py')).toContainText('1 conflict');
    await modules.editCell(1, CELLS[1]?.replace('low=0.0', 'low=0.25') ?? '');
    await modules.execute('docmanager:save');
    await expect(modules.row('train.py')).toContainText('1 cell ahead');
    await modules.doNext('Export 1 module');
    await expect(modules.row('train.py')).toContainText('in step');
    expect(project.module).toContain('low=0.25');
  });
});
