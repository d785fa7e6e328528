import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import type {
  IEditorLanguageRegistry,
  IEditorThemeRegistry
} from '@jupyterlab/codemirror';

const PYTHON = 'text/x-python';

/** A time limit, in milliseconds, and how many changed characters are looked into. */
const LIMITS = { scanLimit: 500, timeout: 50 };

/** Shows how Python code differs, as JupyterLab's editors show it. */
export class CodeView {
  constructor(
    private readonly _languages: IEditorLanguageRegistry,
    private readonly _themes: IEditorThemeRegistry
  ) {}

  /** Load the language; without it text stays plain. */
  load(): Promise<Extension> {
    this._loading ??= this._load();
    return this._loading;
  }

  /**
   * Show two texts against each other; the result takes them away again.
   *
   * @param language - What `load` has given.
   * @param label - What it is, for screen readers.
   */
  show(
    parent: HTMLElement,
    texts: { base: string; head: string },
    language: Extension,
    label: string
  ): () => void {
    const view = new EditorView({
      parent,
      doc: texts.head,
      extensions: [
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-readonly': 'true'
        }),
        lineNumbers(),
        this._themes.defaultTheme(),
        language,
        unifiedMergeView({
          original: texts.base,
          mergeControls: false,
          gutter: true,
          diffConfig: LIMITS,
          collapseUnchanged: { margin: 3, minSize: 6 }
        })
      ]
    });
    return () => {
      view.destroy();
    };
  }

  private async _load(): Promise<Extension> {
    const found = this._languages.findByMIME(PYTHON);
    const language = found && (await this._languages.getLanguage(found));
    return language?.support ?? [];
  }

  private _loading: Promise<Extension> | null = null;
}
