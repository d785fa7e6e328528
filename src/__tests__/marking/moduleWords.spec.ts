import { nullTranslator } from '@jupyterlab/translation';

import type { Module, ModuleState } from '../../api/types';
import { canSync, standing, whyHeldBack } from '../../marking/moduleWords';

const trans = nullTranslator.load('jupyter-mlops');

/** A module in a state, with so many changed cells. */
function make(state: ModuleState, cells = 0, errors: string[] = []): Module {
  return {
    name: 'data.load',
    state,
    changes: Array.from({ length: cells }, () => ({})),
    findings: errors.map(message => ({ severity: 'error', message }))
  } as unknown as Module;
}

describe('how a module stands', () => {
  it.each<[ModuleState, number, string, string | null]>([
    ['in_step', 0, 'in step', null],
    ['new', 0, 'the notebook is 1 cell ahead', 'export'],
    ['notebook_ahead', 3, 'the notebook is 3 cells ahead', 'export'],
    ['module_ahead', 1, '1 cell edited here', 'sync'],
    ['both_ahead', 2, 'edited here and there', 'sync'],
    ['conflict', 1, 'conflict', 'show'],
    ['asks', 1, 'something was deleted', 'show'],
    ['orphaned', 0, 'no longer exported', 'show'],
    ['foreign', 0, 'written by hand', 'show'],
    ['blocked', 0, 'a cell has an error', 'show']
  ])('is said, with the step that helps: %s', (state, cells, text, step) => {
    expect(standing(make(state, cells), trans)).toEqual({ text, step });
  });
});

describe('a module that is held back', () => {
  it('says why', () => {
    const states: ModuleState[] = [
      'module_ahead',
      'both_ahead',
      'conflict',
      'asks',
      'foreign',
      'blocked'
    ];
    const why = states.map(state => whyHeldBack(make(state), trans));
    expect(why.every(each => each.includes('data/load.py'))).toBe(true);
    const blocked = make('blocked', 0, ['invalid syntax']);
    expect(whyHeldBack(blocked, trans)).toBe(
      'data/load.py was not exported: invalid syntax'
    );
  });

  it('can be synced where nothing stands against it', () => {
    expect(canSync(make('module_ahead'))).toBe(true);
    expect(canSync(make('both_ahead'))).toBe(true);
    expect(canSync(make('conflict'))).toBe(false);
  });
});
