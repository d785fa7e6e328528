import React from 'react';

import type { Diff } from '../api/types';
import { CodeDiff } from './code';
import { PicturePair } from './picturePair';
import type { IDrawnView } from './view';

interface IProps {
  view: IDrawnView;
  diff: Diff;
}

/** A file that isn't a notebook. */
export function FileDiff({ view, diff }: IProps): React.JSX.Element | null {
  const { trans, model, live, editing } = view;
  const { image, text } = diff;
  if (diff.problem) {
    return null;
  }
  if (image) {
    return (
      <section className="mlops-DiffFile" aria-label={trans.__('Pictures')}>
        <PicturePair
          view={view}
          base={image.base}
          head={image.head}
          basePicture={image.base_picture}
          headPicture={image.head_picture}
          heatMap={image.heat_map}
        />
      </section>
    );
  }
  if (diff.status === 'unchanged' || (text && text.base === text.head)) {
    return (
      <div className="mlops-EmptyState">
        <p>{trans.__('No differences.')}</p>
      </div>
    );
  }
  if (!text) {
    return (
      <p className="mlops-DiffNote" role="note">
        {trans.__('A binary file that differs.')}
      </p>
    );
  }
  return (
    <section className="mlops-DiffFile" aria-label={trans.__('Text')}>
      <CodeDiff
        view={view}
        mime={editing.mimeOf(diff.path)}
        base={text.base}
        head={text.head}
        isFolded
        onRevert={
          model.isEditable
            ? changed => void live.revertText(changed)
            : undefined
        }
      />
    </section>
  );
}
