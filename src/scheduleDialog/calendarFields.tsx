import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useMemo, useState } from 'react';

import { SelectField } from '../jobForm/selectField';
import { TextField } from '../jobForm/textField';
import { FieldRow } from '../parameterForm/fields';
import { patternOf, readCron, writeCron } from './cron';
import type { Every, Pattern } from './cron';
import { timeZones } from './zones';

interface IProps {
  expression: string;
  timezone: string;
  error?: string;
  onChange: (change: { expression?: string; timezone?: string }) => void;
  trans: TranslationBundle;
}

/** A recurrence by the calendar: a few inputs for the usual ones, cron's words for all. */
export function CalendarFields(props: IProps): React.JSX.Element {
  const { expression, timezone, error, onChange, trans } = props;
  // Who chose to write cron stays there, whatever is written.
  const [isCustom, setCustom] = useState(false);
  const [typed, setTyped] = useState<Pattern>(() => readCron(expression));
  const read = readCron(expression);
  // What is half typed has no expression yet.
  const isHalf = writeCron(typed) === null && typed.every !== 'custom';
  const pattern: Pattern = isCustom
    ? { every: 'custom' }
    : isHalf
      ? typed
      : read;
  const change = (next: Pattern): void => {
    setTyped(next);
    setCustom(next.every === 'custom');
    const text = writeCron(next);
    if (text !== null) {
      onChange({ expression: text });
    }
  };
  const zones = useMemo(timeZones, []);
  return (
    <>
      <SelectField<Every>
        id="repeat"
        name={trans.__('Repeat')}
        value={pattern.every}
        options={recurrences(trans)}
        onChange={every => {
          change(patternOf(every, pattern));
        }}
      />
      <PatternFields pattern={pattern} onChange={change} trans={trans} />
      <TextField
        id="expression"
        name={trans.__('Cron')}
        value={expression}
        isCode
        error={error}
        placeholder="30 1 * * *"
        onChange={text => {
          setTyped(readCron(text));
          onChange({ expression: text });
        }}
      />
      <TextField
        id="timezone"
        name={trans.__('Time zone')}
        value={timezone}
        choices={zones}
        onChange={zone => {
          onChange({ timezone: zone });
        }}
      />
    </>
  );
}

interface IPatternProps {
  pattern: Pattern;
  onChange: (pattern: Pattern) => void;
  trans: TranslationBundle;
}

/** What a recurrence leaves open: minute, time, days. */
function PatternFields(props: IPatternProps): React.JSX.Element | null {
  const { pattern, onChange, trans } = props;
  switch (pattern.every) {
    case 'custom':
      return null;
    case 'hour':
      return (
        <NumberField
          id="minute"
          name={trans.__('At minute')}
          value={pattern.minute}
          most={59}
          onChange={minute => {
            onChange({ ...pattern, minute });
          }}
        />
      );
    case 'day':
      return <TimeField {...props} pattern={pattern} />;
    case 'week':
      return (
        <>
          <DayBoxes {...props} pattern={pattern} />
          <TimeField {...props} pattern={pattern} />
        </>
      );
    case 'month':
      return (
        <>
          <NumberField
            id="day"
            name={trans.__('On day')}
            value={pattern.day}
            least={1}
            most={31}
            help={
              pattern.day > 28
                ? trans.__('Months without that day are passed over.')
                : undefined
            }
            onChange={day => {
              onChange({ ...pattern, day });
            }}
          />
          <TimeField {...props} pattern={pattern} />
        </>
      );
  }
}

type Timed = Extract<Pattern, { time: string }>;

function TimeField(props: {
  pattern: Timed;
  onChange: (pattern: Pattern) => void;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { pattern, onChange, trans } = props;
  return (
    <FieldRow id="mlops-field-time" name={trans.__('At')}>
      <input
        type="time"
        id="mlops-field-time"
        className="form-control mlops-mod-short"
        value={pattern.time}
        onChange={event => {
          onChange({ ...pattern, time: event.target.value });
        }}
      />
    </FieldRow>
  );
}

function NumberField(props: {
  id: string;
  name: string;
  value: number;
  least?: number;
  most: number;
  help?: string;
  onChange: (value: number) => void;
}): React.JSX.Element {
  const { name, value, least = 0, most, help, onChange } = props;
  const id = `mlops-field-${props.id}`;
  return (
    <FieldRow id={id} name={name} help={help}>
      <input
        type="number"
        id={id}
        className="form-control mlops-mod-short"
        value={value}
        min={least}
        max={most}
        onChange={event => {
          const next = event.target.valueAsNumber;
          if (Number.isInteger(next) && next >= least && next <= most) {
            onChange(next);
          }
        }}
      />
    </FieldRow>
  );
}

/** Sunday, Monday…: as JavaScript and cron count them. The first row is Monday's, as ISO 8601 has it. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

function DayBoxes(props: {
  pattern: Extract<Pattern, { every: 'week' }>;
  onChange: (pattern: Pattern) => void;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { pattern, onChange, trans } = props;
  const { days } = pattern;
  return (
    <FieldRow
      id="mlops-field-days"
      name={trans.__('On')}
      error={days.length === 0 ? trans.__('A day is needed.') : undefined}
    >
      <div
        id="mlops-field-days"
        className="mlops-DayBoxes"
        role="group"
        aria-label={trans.__('On')}
      >
        {WEEK.map(day => (
          <button
            key={day}
            type="button"
            aria-pressed={days.includes(day)}
            aria-label={dayName(day, 'long')}
            title={dayName(day, 'long')}
            onClick={() => {
              const next = days.includes(day)
                ? days.filter(each => each !== day)
                : [...days, day];
              onChange({ ...pattern, days: next });
            }}
          >
            {dayName(day, 'short')}
          </button>
        ))}
      </div>
    </FieldRow>
  );
}

/** 4 January 1970 was a Sunday. */
function dayName(day: number, weekday: 'long' | 'short'): string {
  const date = new Date(Date.UTC(1970, 0, 4 + day));
  return date.toLocaleDateString(undefined, { weekday, timeZone: 'UTC' });
}

function recurrences(trans: TranslationBundle) {
  const words: [Every, string][] = [
    ['hour', trans.__('Every hour')],
    ['day', trans.__('Every day')],
    ['week', trans.__('Every week')],
    ['month', trans.__('Every month')],
    ['custom', trans.__('As cron says')]
  ];
  return words.map(([value, label]) => ({ value, label }));
}
