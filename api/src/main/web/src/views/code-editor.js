/** A code editor on a shared text, with the carets of the others. */
import { defaultKeymap } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next'

/**
 * Tab leaves the editor, as everywhere on a page; people who work by keyboard must not be caught in it.
 *
 * @param {import('yjs').Text} text
 * @param {{ awareness: import('y-protocols/awareness').Awareness, undoManager: import('yjs').UndoManager, label: string, readOnly: boolean }} options
 */
export function codeEditor (text, { awareness, undoManager, label, readOnly }) {
  return new EditorView({
    state: EditorState.create({
      doc: text.toString(),
      extensions: [
        keymap.of([...yUndoManagerKeymap, ...defaultKeymap]),
        lineNumbers(),
        drawSelection(),
        highlightActiveLine(),
        bracketMatching(),
        indentOnInput(),
        javascript(),
        syntaxHighlighting(colors),
        placeholder(readOnly ? 'No code yet' : 'What this job does, in code…'),
        EditorState.readOnly.of(readOnly),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        yCollab(text, awareness, { undoManager })
      ]
    })
  })
}

/** Colours come from the theme, see styles/editor.css. */
const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: [tags.comment], color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--code-function)' },
  { tag: [tags.typeName, tags.className], color: 'var(--code-type)' }
])
