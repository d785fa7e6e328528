import { openMenu } from '../components/menu';
import type { IPanelProps } from './panelProps';

/** Open the menu beside the button that commits. */
export function openCommitMenu(props: IPanelProps, x: number, y: number): void {
  const { model, commit, trans, setCodeOnly } = props;
  const { commitCodeOnly } = model.settings;
  const current = model.current;
  openMenu(
    [
      {
        label: trans.__('Commit and Push'),
        isEnabled: (current?.remotes.length ?? 0) > 0,
        execute: () => void props.onCommit(true, null)
      },
      null,
      {
        label: trans.__('Amend Last Commit'),
        isToggled: commit.amend,
        isEnabled: current?.commit !== null && current?.state === 'normal',
        execute: () => void commit.setAmend(!commit.amend)
      },
      {
        label: trans.__('Sign Off'),
        isToggled: commit.signOff,
        execute: () => {
          commit.signOff = !commit.signOff;
        }
      },
      {
        label: trans.__('Commit Code, Keep My Outputs Here'),
        isToggled: commitCodeOnly,
        isEnabled: setCodeOnly !== null,
        execute: () => {
          setCodeOnly?.(!commitCodeOnly);
        }
      }
    ],
    x,
    y
  );
}
