import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/**
 * The colours of the page's design tokens, which a shadow root inherits: they follow the light and the dark scheme, and
 * the operator's brand.
 */
const theme = EditorView.theme({
  '&': {
    height: 'var(--code-editor-height, auto)',
    maxHeight: 'var(--code-editor-max-height, 32rem)',
    color: 'var(--text)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--control-line)',
    borderRadius: 'var(--radius)',
    fontSize: 'var(--size-small)',
  },
  '&.cm-focused': { outline: '3px solid var(--focus)', outlineOffset: '-1px' },
  '.cm-scroller': {
    minHeight: '6rem',
    overflow: 'auto',
    fontFamily: 'ui-monospace, "SFMono-Regular", Menlo, Consolas, "Noto Sans Mono", monospace',
    lineHeight: '1.6',
  },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-gutters': {
    borderStartStartRadius: 'var(--radius)',
    borderEndStartRadius: 'var(--radius)',
    backgroundColor: 'var(--ground)',
    color: 'var(--text-muted)',
    borderColor: 'var(--line)',
  },
  '.cm-activeLineGutter, .cm-activeLine': { backgroundColor: 'transparent' },
  '.cm-activeLineGutter': { color: 'var(--text)', fontWeight: '600' },
  '.cm-content ::selection, .cm-content::selection': {
    backgroundColor: 'color-mix(in srgb, var(--focus) 30%, transparent)',
  },
  '&.cm-focused .cm-matchingBracket, &.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--control-line)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--info-soft)', outline: '1px solid var(--info)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--info-soft)', outline: '2px solid var(--info)' },
  '.cm-panels': { color: 'var(--text)', backgroundColor: 'var(--ground)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: 'var(--space-2)', paddingInlineEnd: '2.5rem' },
  '.cm-panel.cm-search label': { fontSize: 'var(--size-small)' },
  '.cm-textfield': {
    boxSizing: 'border-box',
    maxWidth: '100%',
    minHeight: '2rem',
    color: 'inherit',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--control-line)',
    borderRadius: 'var(--radius)',
    fontSize: 'var(--size-text)',
  },
  '.cm-button': {
    minHeight: '2rem',
    color: 'inherit',
    backgroundColor: 'var(--surface)',
    backgroundImage: 'none',
    border: '1px solid var(--control-line)',
    borderRadius: 'var(--radius)',
    fontSize: 'var(--size-small)',
  },
  '.cm-panel button[name="close"], .cm-panel.cm-panel-lint button[name="close"]': {
    minWidth: '2rem',
    minHeight: '2rem',
    color: 'inherit',
    fontSize: 'var(--size-large)',
  },
  // The editor has one selection.
  '.cm-panel.cm-search button[name="select"]': { display: 'none' },
  '.cm-panel :focus-visible': { outline: '3px solid var(--focus)', outlineOffset: '1px' },
  '.cm-tooltip': {
    boxSizing: 'border-box',
    maxWidth: 'min(36rem, 94vw)',
    color: 'var(--text)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--control-line)',
    borderRadius: 'var(--radius)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    minHeight: '1.75rem',
    padding: 'var(--space-1) var(--space-2)',
    textOverflow: 'ellipsis',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--on-accent)',
    backgroundColor: 'var(--accent)',
  },
  '.cm-tooltip .cm-completionInfo': { color: 'var(--text)', backgroundColor: 'var(--surface)' },
  '.cm-diagnostic': { whiteSpace: 'normal', overflowWrap: 'anywhere' },
  '.cm-diagnostic-error': { borderInlineStart: '5px solid var(--error)' },
  '.cm-diagnostic-warning': { borderInlineStart: '5px solid var(--info)' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': {
    color: 'inherit',
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-panel.cm-panel-lint ul:focus [aria-selected]': {
    color: 'inherit',
    backgroundColor: 'var(--accent-soft)',
    outline: '2px solid var(--focus)',
    outlineOffset: '-2px',
  },
  // Forced colours take away backgrounds, by which alone these differ.
  '@media (forced-colors: active)': {
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      forcedColorAdjust: 'none',
      color: 'HighlightText',
      backgroundColor: 'Highlight',
    },
    '.cm-searchMatch-selected': { outline: '2px solid Highlight' },
  },
});

const highlighting = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent-strong)' },
  { tag: tags.string, color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--focus)' },
  { tag: [tags.separator, tags.brace, tags.squareBracket], color: 'var(--text-muted)' },
  { tag: tags.invalid, color: 'var(--error)' },
]);

/** How the editor looks. */
export const editorTheme: Extension = [theme, syntaxHighlighting(highlighting)];
