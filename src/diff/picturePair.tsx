import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

import type { components } from '../api/schema';
import { Segmented } from '../components/segmented';
import { formatSize } from '../sizes';
import type { IDrawnView } from './view';

type Picture = components['schemas']['Picture'];
type Look = 'sides' | 'slider' | 'heat';

interface IProps {
  view: IDrawnView;
  /** The pictures as addresses; null where there is none. */
  base: string | null;
  head: string | null;
  basePicture: Picture | null;
  headPicture: Picture | null;
  heatMap: string | null;
  verdict?: components['schemas']['ImageView']['verdict'];
}

/** Two pictures: side by side, one over the other, or where their pixels differ. */
export function PicturePair(props: IProps): React.JSX.Element {
  const { view, base, head, heatMap, verdict } = props;
  const { trans } = view;
  const [look, setLook] = useState<Look>('sides');
  const isPair = base !== null && head !== null;
  return (
    <div className="mlops-DiffPictures">
      <div className="mlops-DiffPictures-bar">
        {isPair && (
          <Segmented
            label={trans.__('How to compare the pictures')}
            value={look}
            options={looks(trans, heatMap !== null)}
            onChange={setLook}
          />
        )}
        {verdict && <small>{verdictWord(verdict, trans)}</small>}
      </div>
      {isPair && look === 'slider' ? (
        <Slider base={base} head={head} trans={trans} />
      ) : heatMap !== null && look === 'heat' ? (
        <img
          className="mlops-DiffPicture"
          src={heatMap}
          alt={trans.__('Where the pictures differ')}
        />
      ) : (
        <Sides {...props} />
      )}
    </div>
  );
}

function Sides(props: IProps): React.JSX.Element {
  const { view, base, head, basePicture, headPicture } = props;
  const { trans, layout } = view;
  return (
    <div className={`mlops-DiffSides mlops-mod-${layout}`}>
      <Side
        src={base}
        alt={trans.__('The picture before')}
        picture={basePicture}
        tint="removed"
      />
      <Side
        src={head}
        alt={trans.__('The picture after')}
        picture={headPicture}
        tint="added"
      />
    </div>
  );
}

function Side(props: {
  src: string | null;
  alt: string;
  picture: Picture | null;
  tint: 'added' | 'removed';
}): React.JSX.Element | null {
  const { src, alt, picture, tint } = props;
  if (src === null && picture === null) {
    return null;
  }
  return (
    <figure className={`mlops-DiffSide mlops-mod-${tint}`}>
      {src !== null && (
        <img className="mlops-DiffPicture" src={src} alt={alt} />
      )}
      {picture && <figcaption>{aboutPicture(picture)}</figcaption>}
    </figure>
  );
}

/** The newer picture over the older one, up to a line that is moved. */
function Slider(props: {
  base: string;
  head: string;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { base, head, trans } = props;
  const [share, setShare] = useState(50);
  return (
    <div className="mlops-DiffSlider">
      <div className="mlops-DiffSlider-stack">
        <img
          className="mlops-DiffPicture"
          src={base}
          alt={trans.__('The picture before')}
        />
        <img
          className="mlops-DiffPicture"
          src={head}
          alt={trans.__('The picture after')}
          style={{ clipPath: `inset(0 0 0 ${share}%)` }}
        />
        <span className="mlops-DiffSlider-line" style={{ left: `${share}%` }} />
        <input
          type="range"
          min={0}
          max={100}
          value={share}
          aria-label={trans.__('How much of the picture before')}
          onChange={event => {
            setShare(Number(event.target.value));
          }}
        />
      </div>
    </div>
  );
}

function looks(trans: TranslationBundle, hasHeatMap: boolean) {
  const all: { value: Look; label: string; title: string }[] = [
    {
      value: 'sides',
      label: trans.__('Side by side'),
      title: trans.__('Both pictures')
    },
    {
      value: 'slider',
      label: trans.__('Slider'),
      title: trans.__('One picture over the other')
    },
    {
      value: 'heat',
      label: trans.__('Heat map'),
      title: trans.__('Where the pixels differ')
    }
  ];
  return all.filter(each => each.value !== 'heat' || hasHeatMap);
}

function verdictWord(
  verdict: NonNullable<IProps['verdict']>,
  trans: TranslationBundle
): string {
  switch (verdict) {
    case 'same':
      return trans.__('the same pixels');
    case 'alike':
      return trans.__('nobody sees a difference');
    case 'different':
      return '';
    case 'unknown':
      return trans.__('not compared by pixels');
  }
}

/** `640 × 480, 12 KB`. */
function aboutPicture({ width, height, size }: Picture): string {
  const pixels = width && height ? `${width}\u00a0×\u00a0${height}, ` : '';
  return pixels + formatSize(size);
}
