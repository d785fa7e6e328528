import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import React, { useEffect, useRef } from 'react';

import { useChanges } from '../components/hooks';
import { ErrorState, Skeleton } from '../components/states';
import type { IPick, PickerModel } from './model';
import { OptionRow } from './row';
import { handleKey } from './keys';
import { heading, problemText, placeholder } from './words';

interface IProps {
  model: PickerModel;
  trans: TranslationBundle;
}

/**
 * Let the user pick a branch from a list over the page.
 *
 * @returns What was picked; null where the user thought better of it.
 */
export async function pickBranch(
  model: PickerModel,
  trans: TranslationBundle
): Promise<IPick | null> {
  const former = document.activeElement;
  const picker = new Picker({ model, trans });
  Widget.attach(picker, document.body);
  void model.load();
  const pick = await new Promise<IPick | null>(resolve => {
    model.picked.connect((_, picked) => {
      resolve(picked);
    });
  });
  picker.dispose();
  if (former instanceof HTMLElement) {
    former.focus();
  }
  return pick;
}

/** The list, above everything else. */
class Picker extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-Picker');
  }

  handleEvent(event: Event): void {
    const { model } = this._props;
    if (event instanceof KeyboardEvent) {
      handleKey(event, model);
    } else if (!this.node.contains(event.target as Node)) {
      model.leave();
    }
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this.node.addEventListener('keydown', this);
    document.addEventListener('pointerdown', this, true);
  }

  protected override onBeforeDetach(msg: Message): void {
    this.node.removeEventListener('keydown', this);
    document.removeEventListener('pointerdown', this, true);
    super.onBeforeDetach(msg);
  }

  protected override render(): React.JSX.Element {
    return <Body {...this._props} />;
  }
}

function Body({ model, trans }: IProps): React.JSX.Element {
  useChanges(model);
  const problem = problemText(model, trans);
  return (
    <div
      className="mlops-Picker-box"
      role="dialog"
      aria-modal="true"
      aria-label={heading(model.mode, trans)}
    >
      <NameBox model={model} trans={trans} />
      {problem && (
        <p className="mlops-Picker-problem" role="alert">
          {problem}
        </p>
      )}
      <List model={model} trans={trans} />
    </div>
  );
}

function NameBox({ model, trans }: IProps): React.JSX.Element {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, []);
  const { index, offer } = model;
  return (
    <input
      ref={box}
      type="text"
      className="mlops-Picker-input"
      role="combobox"
      aria-expanded="true"
      aria-controls="mlops-picker-list"
      aria-activedescendant={
        offer.options[index] ? `mlops-picker-${index}` : undefined
      }
      aria-label={heading(model.mode, trans)}
      placeholder={placeholder(model.mode, trans)}
      spellCheck={false}
      autoComplete="off"
      value={model.text}
      onChange={event => {
        model.text = event.target.value;
      }}
    />
  );
}

function List({ model, trans }: IProps): React.JSX.Element {
  const node = useRef<HTMLDivElement>(null);
  const { index } = model;
  useEffect(() => {
    node.current
      ?.querySelector(`#mlops-picker-${index}`)
      ?.scrollIntoView({ block: 'nearest' });
  }, [index]);
  if (model.error) {
    return (
      <ErrorState
        title={trans.__('The branches could not be read.')}
        message={model.error.message}
        hint={model.error.hint}
        action={{
          label: trans.__('Try again'),
          onClick: () => void model.load()
        }}
      />
    );
  }
  if (!model.isLoaded) {
    return <Skeleton label={trans.__('Loading branches')} />;
  }
  const { options, omitted } = model.offer;
  return (
    <>
      {model.mode === 'create' && (
        <p className="mlops-Picker-caption">{trans.__('Starting from')}</p>
      )}
      <div
        ref={node}
        id="mlops-picker-list"
        className="mlops-Picker-list"
        role="listbox"
        aria-label={trans.__('Branches')}
      >
        {options.map((option, each) => (
          <OptionRow
            key={option.id}
            id={`mlops-picker-${each}`}
            option={option}
            isCurrent={each === index}
            trans={trans}
            onPick={() => {
              model.pickAt(each);
            }}
          />
        ))}
      </div>
      {options.length === 0 && (
        <p className="mlops-Picker-caption">
          {trans.__('No commits yet: the first one makes the branch.')}
        </p>
      )}
      {omitted > 0 && (
        <p className="mlops-Picker-caption">
          {trans.__('%1 more: type a part of the name.', omitted)}
        </p>
      )}
    </>
  );
}
