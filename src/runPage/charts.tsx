import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useMemo } from 'react';

import { isActive } from '../api/types';
import { useChanges } from '../components/hooks';
import { Plot } from '../components/plot';
import { EmptyState, ErrorState, Skeleton } from '../components/states';
import { formatDuration } from '../format';
import { formatMetric } from '../runData/numbers';
import { formatSize } from '../sizes';
import type { RunPageModel } from './model';
import { PartWidget } from './part';
import { seriesSpec, usageSpec } from './specs';

interface IProps {
  model: RunPageModel;
  rendermime: IRenderMimeRegistry;
  trans: TranslationBundle;
}

/** A tab of what was measured. */
abstract class MeasuredTab extends PartWidget {
  constructor(private readonly _props: IProps) {
    super(_props.model, 'metrics');
    this.addClass('mlops-PageCharts');
  }

  protected abstract draw(props: IProps): React.JSX.Element;

  protected override render(): React.JSX.Element {
    return <Loaded {...this._props}>{this.draw(this._props)}</Loaded>;
  }
}

/** The tab *Metrics*: what the notebook has reported, step by step. */
export class MetricsTab extends MeasuredTab {
  protected override draw(props: IProps): React.JSX.Element {
    return <Metrics {...props} />;
  }
}

/** The tab *Resources*: memory and processors over time. */
export class ResourcesTab extends MeasuredTab {
  protected override draw(props: IProps): React.JSX.Element {
    return <Resources {...props} />;
  }
}

/** What is shown once it has come; before that the shape of it, or what went wrong. */
function Loaded(
  props: IProps & { children: React.ReactNode }
): React.JSX.Element {
  const { model, trans, children } = props;
  useChanges(model);
  const error = model.partError('metrics');
  if (model.metrics) {
    return <>{children}</>;
  }
  return error ? (
    <ErrorState
      title={trans.__('The measurements could not be read.')}
      message={error.message}
      hint={error.hint}
      action={{
        label: trans.__('Retry'),
        onClick: () => void model.load('metrics')
      }}
    />
  ) : (
    <Skeleton label={trans.__('Loading the measurements')} />
  );
}

function Metrics({ model, rendermime, trans }: IProps): React.JSX.Element {
  useChanges(model);
  const series = model.metrics?.series ?? [];
  if (series.length === 0) {
    return (
      <EmptyState
        text={trans.__(
          'No metrics. Report one from the notebook: from jupyter_mlops.track import metric; metric(rmse=rmse)'
        )}
      />
    );
  }
  const single = series.filter(each => each.values.length < 2);
  const many = series.filter(each => each.values.length > 1);
  return (
    <>
      {single.length > 0 && (
        <dl className="mlops-Figures">
          {single.map(({ name, values }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd title={String(values[0])}>
                {formatMetric(values[0] ?? NaN)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="mlops-PageCharts-grid">
        {many.map(each => (
          <figure key={each.name}>
            <figcaption>
              {each.name}{' '}
              <strong>
                {formatMetric(each.values[each.values.length - 1] ?? NaN)}
              </strong>
            </figcaption>
            <Plot
              rendermime={rendermime}
              spec={seriesSpec(each)}
              label={trans.__('%1 by step', each.name)}
              height={160}
            />
          </figure>
        ))}
      </div>
    </>
  );
}

function Resources({ model, rendermime, trans }: IProps): React.JSX.Element {
  useChanges(model);
  const usage = model.metrics?.usage;
  const { run } = model;
  const specs = useMemo(
    () =>
      usage && {
        memory: usageSpec(usage, 'memory', run?.cells ?? [], run?.started_at),
        cpu: usageSpec(usage, 'cpu', run?.cells ?? [], run?.started_at)
      },
    [usage, run]
  );
  if (!usage || !specs || usage.seconds.length === 0) {
    return (
      <EmptyState
        text={
          run && isActive(run)
            ? trans.__('Nothing has been measured yet.')
            : trans.__('The run was too short to be measured.')
        }
      />
    );
  }
  return (
    <>
      {run?.resources && (
        <dl className="mlops-Figures">
          <div>
            <dt>{trans.__('Most memory')}</dt>
            <dd>{formatSize(run.resources.peak_memory)}</dd>
          </div>
          <div>
            <dt>{trans.__('Processor time')}</dt>
            <dd>{formatDuration(run.resources.cpu_seconds)}</dd>
          </div>
        </dl>
      )}
      <figure>
        <figcaption>{trans.__('Memory of all its processes')}</figcaption>
        <Plot
          rendermime={rendermime}
          spec={specs.memory}
          label={trans.__('Memory over time')}
          height={160}
        />
      </figure>
      <figure>
        <figcaption>{trans.__('Processors at work')}</figcaption>
        <Plot
          rendermime={rendermime}
          spec={specs.cpu}
          label={trans.__('Processors over time')}
          height={160}
        />
      </figure>
    </>
  );
}
