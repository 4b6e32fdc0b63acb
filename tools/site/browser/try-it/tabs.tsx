import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';

interface Tab {
  readonly id: string;
  readonly label: string;
  readonly content: ComponentChildren;
}

/** Keys that move to another tab, and by how much. */
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Tabs whose panels keep their state while they are hidden. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const [selected, setSelected] = useState(tabs[0]!.id);
  const list = useRef<HTMLDivElement>(null);
  const move = (step: number): void => {
    const at = tabs.findIndex(({ id }) => id === selected);
    const next = (at + step + tabs.length) % tabs.length;
    setSelected(tabs[next]!.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={list}>
        {tabs.map(({ id, label: text }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={id === selected}
            aria-controls={`panel-${id}`}
            tabIndex={id === selected ? 0 : -1}
            onClick={() => setSelected(id)}
            onKeyDown={({ key }) => STEPS[key] !== undefined && move(STEPS[key])}
          >
            {text}
          </button>
        ))}
      </div>
      {tabs.map(({ id, content }) => (
        <div key={id} role="tabpanel" id={`panel-${id}`} aria-labelledby={`tab-${id}`} hidden={id !== selected}>
          {content}
        </div>
      ))}
    </>
  );
}
