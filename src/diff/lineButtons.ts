import type { EditorState, Extension } from '@codemirror/state';
import { gutter, GutterMarker } from '@codemirror/view';

import { pairsIn, revertLine } from './lines';
import type { ILines, LinePairs } from './lines';

/** What the buttons say. */
export interface ILineWords {
  revertChunk: string;
  revertLine: string;
}

interface IOptions {
  side: 'base' | 'head';
  base: readonly string[];
  head: readonly string[];
  pairs: LinePairs;
  words: ILineWords;
  /** The hunks as they are in an editor. */
  hunks: (state: EditorState) => ILines[];
  /** Take back a line: the head as it is to be. */
  onRevert: (lines: string[]) => void;
}

/** A gutter with a button for each line of a hunk of several; of one line the hunk's will do. */
export function lineButtons(options: IOptions): Extension {
  const { side, words, hunks } = options;
  const marker = new LineMarker(words.revertLine);
  return gutter({
    class: 'mlops-DiffLineGutter',
    lineMarker: (view, line) => {
      const number = view.state.doc.lineAt(line.from).number - 1;
      return findHunk(hunks(view.state), side, number) ? marker : null;
    },
    domEventHandlers: {
      mousedown: (view, line) => {
        const number = view.state.doc.lineAt(line.from).number - 1;
        const hunk = findHunk(hunks(view.state), side, number);
        if (!hunk) {
          return false;
        }
        const pairs = pairsIn(hunk, options.pairs);
        const { base, head, onRevert } = options;
        onRevert(revertLine(base, head, hunk, pairs, { side, line: number }));
        return true;
      }
    }
  });
}

/** The hunk of several lines that a line is in. */
function findHunk(
  hunks: readonly ILines[],
  side: 'base' | 'head',
  line: number
): ILines | undefined {
  return hunks.find(hunk => {
    const first = hunk[side];
    const lines = side === 'base' ? hunk.removed : hunk.added;
    const isIn = line >= first && line < first + lines;
    return isIn && Math.max(hunk.removed, hunk.added) > 1;
  });
}

class LineMarker extends GutterMarker {
  constructor(private readonly _label: string) {
    super();
  }

  override toDOM(): Node {
    const sign = document.createElement('span');
    sign.className = 'mlops-DiffLineRevert';
    sign.title = this._label;
    return sign;
  }
}
