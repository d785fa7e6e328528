import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { Segmented } from '../components/segmented';
import type { SweepPageModel } from './pageModel';
import type { PlotKind } from './plotSpec';

interface IProps {
  model: SweepPageModel;
  trans: TranslationBundle;
}

/** What the plot shows, to choose. */
export function PlotBar({ model, trans }: IProps): React.JSX.Element {
  const { plot, sweep, metrics } = model;
  const names = sweep?.names ?? [];
  const isPlane = plot.kind !== 'parallel';
  return (
    <div className="mlops-PlotBar">
      <Segmented<PlotKind>
        label={trans.__('How runs are drawn')}
        value={plot.kind}
        options={[
          {
            value: 'scatter',
            label: trans.__('Points'),
            title: trans.__('A point a run')
          },
          {
            value: 'line',
            label: trans.__('Lines'),
            title: trans.__('Through the means')
          },
          {
            value: 'parallel',
            label: trans.__('Parallel'),
            title: trans.__('A line a run, an axis a parameter')
          }
        ]}
        onChange={kind => {
          model.setPlot({ kind });
        }}
      />
      <Choice
        label={trans.__('Metric')}
        value={plot.y}
        names={metrics}
        onChange={y => {
          model.setPlot({ y });
        }}
      />
      {isPlane && (
        <Choice
          label={trans.__('over')}
          value={plot.x}
          names={names}
          onChange={x => {
            model.setPlot({ x });
          }}
        />
      )}
      {isPlane && names.length > 1 && (
        <Choice
          label={trans.__('coloured by')}
          value={plot.color}
          names={names}
          nothing={trans.__('nothing')}
          onChange={color => {
            model.setPlot({ color });
          }}
        />
      )}
    </div>
  );
}

function Choice(props: {
  label: string;
  value: string;
  names: readonly string[];
  /** A choice of none of them. */
  nothing?: string;
  onChange: (value: string) => void;
}): React.JSX.Element {
  const { label, value, names, nothing, onChange } = props;
  return (
    <label className="mlops-PlotBar-choice">
      {label}
      <select
        value={value}
        onChange={event => {
          onChange(event.target.value);
        }}
      >
        {nothing !== undefined && <option value="">{nothing}</option>}
        {names.map(name => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
