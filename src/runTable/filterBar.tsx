import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useMemo, useState } from 'react';

import { complete, suggest, wordAt } from './suggest';
import type { ISuggestion } from './suggest';
import type { RunTableModel } from './model';

interface IProps {
  model: RunTableModel;
  trans: TranslationBundle;
  inputRef: React.RefObject<HTMLInputElement>;
  /** The keyboard goes back to the list. */
  onLeave: () => void;
}

const LIST = 'mlops-run-suggestions';

/** Which runs, as text; what could be typed next is offered below. */
export function FilterBar(props: IProps): React.JSX.Element {
  const { model, trans, inputRef } = props;
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState(-1);
  const text = model.filter;
  const at = wordAt(text, caret ?? text.length);
  const { runs } = model;
  const offers = useMemo(
    () => (caret === null ? [] : suggest(at.word, runs, trans)),
    [caret, at.word, runs, trans]
  );
  const index = Math.min(chosen, offers.length - 1);
  const close = (): void => {
    setCaret(null);
    setChosen(-1);
  };
  const take = (offer: ISuggestion): void => {
    const next = complete(text, at, offer);
    model.filter = next.text;
    setChosen(-1);
    setCaret(next.caret);
    requestAnimationFrame(() => {
      inputRef.current?.focus();
      inputRef.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const act = keyAct(event.key, {
      ...props,
      offers,
      index,
      take,
      close,
      setChosen
    });
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act();
    }
  };
  return (
    <div className="mlops-RunFilter">
      <input
        ref={inputRef}
        type="search"
        role="combobox"
        className="mlops-FilterBox"
        value={text}
        spellCheck={false}
        autoComplete="off"
        placeholder={trans.__('Filter: failed train alpha>0.3')}
        aria-label={trans.__('Filter runs')}
        aria-expanded={offers.length > 0}
        aria-controls={LIST}
        aria-autocomplete="list"
        aria-activedescendant={index >= 0 ? `${LIST}-${index}` : undefined}
        aria-invalid={model.error?.status === 400}
        onChange={event => {
          model.filter = event.target.value;
          setCaret(event.target.selectionStart);
          setChosen(-1);
        }}
        onSelect={event => {
          setCaret(event.currentTarget.selectionStart);
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <Offers offers={offers} index={index} onTake={take} trans={trans} />
    </div>
  );
}

interface IKeyContext extends IProps {
  offers: readonly ISuggestion[];
  index: number;
  take: (offer: ISuggestion) => void;
  close: () => void;
  setChosen: (index: number) => void;
}

/** What a key does; null where it does what keys do in a box of text. */
function keyAct(key: string, context: IKeyContext): (() => void) | null {
  const { offers, index, take, close, setChosen, model, onLeave } = context;
  const offer = offers[index];
  switch (key) {
    case 'ArrowDown':
      return offers.length > 0
        ? () => {
            setChosen((index + 1) % offers.length);
          }
        : onLeave;
    case 'ArrowUp':
      return offers.length > 0
        ? () => {
            setChosen((Math.max(index, 0) + offers.length - 1) % offers.length);
          }
        : null;
    case 'Enter':
      return () => {
        if (offer) {
          take(offer);
        } else {
          close();
          onLeave();
        }
      };
    case 'Tab':
      return offer
        ? () => {
            take(offer);
          }
        : null;
    case 'Escape':
      return () => {
        if (index >= 0) {
          setChosen(-1);
        } else if (model.filter) {
          model.filter = '';
        } else {
          close();
          onLeave();
        }
      };
    default:
      return null;
  }
}

function Offers(props: {
  offers: readonly ISuggestion[];
  index: number;
  onTake: (offer: ISuggestion) => void;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { offers, index, onTake, trans } = props;
  return (
    <ul
      id={LIST}
      className="mlops-Suggestions"
      role="listbox"
      aria-label={trans.__('Suggestions')}
      hidden={offers.length === 0}
    >
      {offers.map((offer, at) => (
        <li
          key={offer.word}
          id={`${LIST}-${at}`}
          role="option"
          aria-selected={at === index}
          // The box keeps the keyboard: a press must not take it away.
          onPointerDown={event => {
            event.preventDefault();
            onTake(offer);
          }}
        >
          <code>{offer.word}</code>
          <span>{offer.meaning}</span>
        </li>
      ))}
    </ul>
  );
}
