import { EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import type {
  IEditorLanguageRegistry,
  IEditorThemeRegistry
} from '@jupyterlab/codemirror';

/** Code as JupyterLab's editors show it, to be read. */
export class Editing {
  constructor(
    private readonly _languages: IEditorLanguageRegistry,
    private readonly _themes: IEditorThemeRegistry
  ) {}

  /** What a language adds; undefined until it was loaded. */
  known(mime: string): Extension | undefined {
    return this._known.get(mime);
  }

  /** Load a language. Text of an unknown one stays plain. */
  async load(mime: string): Promise<Extension> {
    const known = this._known.get(mime);
    if (known) {
      return known;
    }
    const found = this._languages.findByMIME(mime);
    const language = found && (await this._languages.getLanguage(found));
    const extension = language?.support ?? [];
    this._known.set(mime, extension);
    return extension;
  }

  /** The MIME type of a file's text. */
  mimeOf(path: string): string {
    const mime = this._languages.findByFileName(path)?.mime ?? 'text/plain';
    return typeof mime === 'string' ? mime : (mime[0] ?? 'text/plain');
  }

  /**
   * What all editors have.
   *
   * @param mime - A language that was loaded.
   * @param label - What the text is, for screen readers.
   */
  extensions(mime: string, label: string): Extension[] {
    return [
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': label,
        'aria-readonly': 'true'
      }),
      lineNumbers(),
      this._themes.defaultTheme(),
      this._known.get(mime) ?? []
    ];
  }

  private readonly _known = new Map<string, Extension>();
}

/** MIME type of a cell's text. */
export function mimeOfCell(type: string | null, language: string): string {
  switch (type) {
    case 'code':
      return language;
    case 'markdown':
      return 'text/x-ipythongfm';
    default:
      return 'text/plain';
  }
}
