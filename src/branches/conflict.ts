import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

/** Most files to name. */
const MOST = 8;

/** What happens to changes that are in the way of a switch. */
export type Decision = 'merge' | 'set-aside' | 'stay';

interface IQuestion {
  from: string;
  to: string;
  /** What would be overwritten. */
  files: readonly string[];
  trans: TranslationBundle;
}

/** Ask what happens to changes that a switch would overwrite. */
export async function askAboutChanges(question: IQuestion): Promise<Decision> {
  const { from, to, trans } = question;
  const labels: Record<Decision, string> = {
    stay: from ? trans.__('Stay on %1', from) : trans.__('Stay'),
    merge: trans.__('Merge them into %1', to),
    'set-aside': trans.__('Set them aside')
  };
  const result = await showDialog({
    title: trans.__('Your changes are in the way of %1', to),
    body: makeBody(question),
    buttons: [
      Dialog.cancelButton({ label: labels.stay }),
      Dialog.createButton({ label: labels.merge, accept: false }),
      Dialog.okButton({ label: labels['set-aside'] })
    ],
    defaultButton: 2
  });
  const decisions: Decision[] = ['merge', 'set-aside'];
  return decisions.find(each => labels[each] === result.button.label) ?? 'stay';
}

/** The files, and what each way does to them. */
function makeBody({ files, to, trans }: IQuestion): Widget {
  const body = new Widget();
  body.addClass('mlops-InTheWay');
  const list = document.createElement('ul');
  for (const file of files.slice(0, MOST)) {
    const item = document.createElement('li');
    item.textContent = file;
    item.title = file;
    list.appendChild(item);
  }
  if (files.length > MOST) {
    const item = document.createElement('li');
    item.textContent = trans.__('and %1 more', files.length - MOST);
    list.appendChild(item);
  }
  const ways = document.createElement('p');
  ways.textContent = trans.__(
    'Set aside, they wait in the restore list. Merged, they go along to %1, where some may conflict.',
    to
  );
  body.node.append(list, ways);
  return body;
}
