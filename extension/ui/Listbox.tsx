import type { ComponentChildren, Ref } from 'preact'

export interface Choice {
  id: string
  label: string
  /** In soft text below: a role, a team. */
  detail?: string
  mark?: ComponentChildren
  /** It cannot be chosen, and why. */
  why?: string
}

export interface ChoiceGroup {
  /** "On this page", "Frequent", "All" */
  label: string
  choices: readonly Choice[]
}

/** The list of a combobox: groups of options. Which one is highlighted is the combobox's business (`aria-selected`), set on the element itself. */
export function Listbox({ id, label, groups, innerRef }: { id: string; label: string; groups: readonly ChoiceGroup[]; innerRef: Ref<HTMLDivElement> }) {
  return (
    <div ref={innerRef} id={id} role="listbox" aria-label={label} class="listbox">
      {groups.filter(({ choices }) => choices.length).map((group, at) => (
        <div key={group.label} role="group" aria-labelledby={`${id}-g${at}`}>
          <div id={`${id}-g${at}`} class="listbox-group" role="presentation">{group.label}</div>
          {group.choices.map((choice) => (
            <div key={choice.id} id={optionId(id, group, choice)} data-id={choice.id} role="option" class="option" aria-disabled={choice.why ? 'true' : undefined}>
              {choice.mark}
              <span class="option-words">
                <span dir="auto">{choice.label}</span>
                {(choice.why ?? choice.detail) && <span class="option-detail" dir="auto">{choice.why ?? choice.detail}</span>}
              </span>
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

const optionId = (id: string, group: ChoiceGroup, choice: Choice) => `${id}-${group.label}-${choice.id}`.replace(/\s+/g, '_')
