// The editor: CodeMirror with the policy's own completion, hover and diagnostics. Its colours are those of the page.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from '@codemirror/lint';
import type { Diagnostic } from '@codemirror/lint';
import { Annotation, EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers, tooltips } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { PolicyLanguage, Suggestion } from './policy-language.js';
import type { PolicyProblem } from './policy-text.js';
import { expandSnippet } from './snippet.js';

export interface PolicyEditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly language: PolicyLanguage;
  readonly onChange: (text: string) => void;
}

export interface PolicyEditor {
  text(): string;
  /** As one change that can be undone. */
  replace(text: string): void;
  /** Marks the problems of the text as it is. */
  showProblems(problems: readonly PolicyProblem[]): void;
  /** Puts the cursor there, in view, and the focus on the editor. */
  select(from: number, to: number): void;
  destroy(): void;
}

export function createPolicyEditor({ parent, text, language, onChange }: PolicyEditorOptions): PolicyEditor {
  const view = new EditorView({
    parent,
    state: EditorState.create({ doc: text, extensions: [...appearance, ...editing, languageExtensions(language), changes(onChange)] }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next }, selection: { anchor: 0 }, scrollIntoView: true, annotations: fromOutside.of(true) }),
    showProblems: (problems) => view.dispatch(setDiagnostics(view.state, diagnosticsOf(problems, view.state.doc.length))),
    select(from, to) {
      const length = view.state.doc.length;
      view.dispatch({ selection: { anchor: Math.min(from, length), head: Math.min(to, length) }, effects: EditorView.scrollIntoView(Math.min(from, length), { y: 'center' }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

/** The Tab key is not taken: it leaves the editor, as it leaves every other field. */
const editing: readonly Extension[] = [
  history(),
  json(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  EditorState.tabSize.of(2),
  keymap.of([
    ...closeBracketsKeymap,
    ...completionKeymap,
    { key: 'Mod-Enter', run: acceptCompletion },
    { key: 'F8', run: nextDiagnostic },
    { key: 'Shift-F8', run: previousDiagnostic },
    ...historyKeymap,
    ...defaultKeymap,
  ]),
];

function languageExtensions(language: PolicyLanguage): Extension {
  const complete = async (context: CompletionContext): Promise<CompletionResult | null> => {
    if (!context.explicit && !/["\w.-]$/.test(context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos))) return null;
    const text = context.state.doc.toString();
    const suggestions = await language.complete(text, context.pos);
    const [first] = suggestions;
    if (first === undefined) return null;
    const options = suggestions.filter(({ from, to }) => from === first.from && to === first.to).map((suggestion) => completionOf(suggestion, text));
    return { from: first.from, options };
  };
  const hover = hoverTooltip(async (view, offset) => {
    const found = await language.hover(view.state.doc.toString(), offset);
    if (found === null) return null;
    return { pos: found.from, end: found.to, above: true, create: () => ({ dom: textElement('cm-policy-hover', found.text) }) };
  });
  return [autocompletion({ override: [complete], icons: false }), hover];
}

/** What is typed in quotes is compared with a label in quotes. */
function completionOf({ label, detail, snippet, from, to, kind }: Suggestion, text: string): Completion {
  const quoted = text.charAt(from) === '"' && !label.startsWith('"') ? JSON.stringify(label) : label;
  return {
    label: quoted,
    displayLabel: label,
    type: kind,
    ...(detail === '' ? {} : { info: () => textElement('cm-policy-info', detail) }),
    apply(view) {
      const indent = /^\s*/.exec(view.state.doc.lineAt(from).text)?.[0] ?? '';
      const expanded = expandSnippet(snippet, indent);
      // What was typed since the list was made belongs to what is replaced.
      const end = Math.max(to, view.state.selection.main.head);
      view.dispatch({ changes: { from, to: end, insert: expanded.text }, selection: { anchor: from + expanded.from, head: from + expanded.to }, userEvent: 'input.complete', scrollIntoView: true });
    },
  };
}

/** A change that somebody else made is known to them. */
const fromOutside = Annotation.define<true>();

function changes(onChange: PolicyEditorOptions['onChange']): Extension {
  return EditorView.updateListener.of(({ docChanged, transactions, state }) => {
    if (docChanged && !transactions.every((transaction) => transaction.annotation(fromOutside) === true)) onChange(state.doc.toString());
  });
}

function diagnosticsOf(problems: readonly PolicyProblem[], length: number): Diagnostic[] {
  return problems.map(({ severity, message, fix, from, to }) => ({
    from: Math.min(from, length),
    to: Math.min(to, length),
    severity: severity === 'note' ? 'info' : severity,
    message: fix === null ? message : `${message}\n${fix}`,
  }));
}

function textElement(className: string, text: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.textContent = text;
  return element;
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--playground-key)' },
  { tag: tags.string, color: 'var(--playground-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--playground-literal)' },
  { tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket], color: 'var(--vp-c-text-2)' },
  { tag: tags.invalid, color: 'var(--playground-error)' },
]);

const appearance: readonly Extension[] = [
  lineNumbers(),
  foldGutter(),
  lintGutter(),
  drawSelection(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  syntaxHighlighting(colours),
  EditorView.lineWrapping,
  tooltips({ position: 'absolute' }),
  EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': 'Policy, as JSON', 'aria-describedby': 'policy-editor-keys', spellcheck: 'false', autocorrect: 'off', autocapitalize: 'off' }),
];
