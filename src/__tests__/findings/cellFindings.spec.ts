import { CellFindings } from '../../findings/cellFindings';
import { makeFinding } from './make';

const WARNING = { finding: makeFinding(), isEdited: false };
const ERROR = {
  finding: makeFinding({ severity: 'error', key: 'error' }),
  isEdited: false
};

describe('what is shown of the findings of a cell', () => {
  it('is an error at once, all else when somebody wants to know', () => {
    const cell = new CellFindings();
    cell.take([WARNING]);
    expect(cell.isOpen).toBe(false);
    cell.take([WARNING, ERROR]);
    expect(cell.isOpen).toBe(true);
    cell.setOpen(false);
    expect(cell.isOpen).toBe(false);
  });

  it('is an error no more once its cell was edited', () => {
    const cell = new CellFindings();
    cell.take([{ ...ERROR, isEdited: true }]);
    expect(cell.isOpen).toBe(false);
  });

  it('is drawn again only where something else is known', () => {
    const cell = new CellFindings();
    const drawn = jest.fn();
    cell.changed.connect(drawn);
    expect(cell.take([WARNING])).toBe(true);
    expect(cell.take([{ ...WARNING }])).toBe(false);
    expect(drawn).toHaveBeenCalledTimes(1);
  });
});
