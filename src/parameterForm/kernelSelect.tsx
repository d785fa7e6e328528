import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Parameters } from '../api/types';
import { FieldRow } from './fields';

interface IProps {
  kernels: Parameters['kernels'];
  value: string;
  onChange: (kernel: string) => void;
  trans: TranslationBundle;
}

/** The choice of a kernel; one that is not installed stays a choice, and says so. */
export function KernelSelect(props: IProps): React.JSX.Element {
  const { kernels, value, onChange, trans } = props;
  return (
    <FieldRow id="mlops-kernel" name={trans.__('Kernel')}>
      <select
        id="mlops-kernel"
        className="form-control"
        value={value}
        onChange={event => {
          onChange(event.target.value);
        }}
      >
        {kernels.map(kernel => (
          <option key={kernel.name} value={kernel.name}>
            {kernel.display_name}
          </option>
        ))}
        {!kernels.some(each => each.name === value) && (
          <option value={value}>{trans.__('%1 (not installed)', value)}</option>
        )}
      </select>
    </FieldRow>
  );
}
