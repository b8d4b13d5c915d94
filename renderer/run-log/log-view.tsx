import { type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { words } from '../words.ts';
import { LogRow } from './log-row.tsx';
import type { LogSource } from './log-source.ts';
import { drawnAround, placeAt, topOf } from './place.ts';

export interface Selection {
  from: number;
  to: number;
}

/** A line to scroll to; a new object scrolls there again. */
export interface Goal {
  position: number;
}

interface LogViewProps {
  source: LogSource;
  search: string;
  isWrapped: boolean;
  isFollowing: boolean;
  onFollowing: (isFollowing: boolean) => void;
  goal: Goal | null;
  selection: Selection | null;
  onSelect: (selection: Selection | null) => void;
  /** Told which line stands at the top. */
  onTop: (position: number) => void;
}

const upwards: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home']);
/** Within this of the end a reader is at the end. */
const endPx = 4;

/** Lines of a log of any length; only those in sight are in the page. */
export const LogView = ({ source, search, isWrapped, isFollowing, goal, selection, ...tell }: LogViewProps) => {
  const view = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const reached = useRef<Goal | null>(null);
  const [{ top, viewPx }, setSeen] = useState({ top: 0, viewPx: 400 });
  const [contentPx, setContentPx] = useState(0);
  const total = source.state()?.shown ?? 0;
  // Lines that wrap are higher than the scrollbar counts; few enough of them are measured.
  const areAllDrawn = isWrapped && total <= drawnAround(viewPx);
  const place = placeAt(total, top, viewPx, areAllDrawn ? contentPx : 0);

  const look = (): void => {
    const { current } = view;
    if (current !== null) setSeen({ top: current.scrollTop, viewPx: current.clientHeight });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: one observer for as long as the element is there
  useEffect(() => {
    const { current } = view;
    if (current === null) return;
    const observer = new ResizeObserver(look);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => source.want(place.from, place.to), [source, place.from, place.to]);
  const { onTop } = tell;
  useEffect(() => onTop(Math.max(0, Math.floor(place.anchor - place.y / 20))), [onTop, place.anchor, place.y]);

  useLayoutEffect(() => {
    const { current } = rows;
    const row = current?.children[place.anchor - place.from];
    if (current === null || !(row instanceof HTMLElement)) return;
    if (areAllDrawn && current.offsetHeight !== contentPx) setContentPx(current.offsetHeight);
    current.style.transform = `translateY(${place.y - row.offsetTop - place.part * row.offsetHeight}px)`;
  });
  useLayoutEffect(() => {
    const { current } = view;
    if (isFollowing && current !== null) current.scrollTop = place.height;
  }, [isFollowing, place.height]);
  useLayoutEffect(() => {
    const { current } = view;
    // A filter that has just changed does not know yet how many lines it shows.
    if (goal === null || goal === reached.current || current === null || goal.position >= total) return;
    reached.current = goal;
    current.scrollTop = topOf(goal.position, total, current.clientHeight, current.scrollHeight);
  }, [goal, total]);

  const letGo = (): void => tell.onFollowing(false);
  const followAtEnd = (): void => {
    const { current } = view;
    if (current !== null && current.scrollTop + current.clientHeight >= current.scrollHeight - endPx)
      tell.onFollowing(true);
  };
  const select = ({ target, shiftKey }: MouseEvent<HTMLElement>): void => {
    // Text that was just marked with the pointer is not a choice of lines.
    if (getSelection()?.isCollapsed === false && !shiftKey) return;
    const row = target instanceof Element ? target.closest('[data-position]') : null;
    const position = Number(row?.getAttribute('data-position') ?? Number.NaN);
    if (Number.isNaN(position)) return;
    if (shiftKey && selection !== null) {
      getSelection()?.removeAllRanges();
      tell.onSelect({ from: Math.min(selection.from, position), to: Math.max(selection.from, position) });
    } else if (selection?.from === position && selection.to === position) tell.onSelect(null);
    else tell.onSelect({ from: position, to: position });
  };
  const press = (event: KeyboardEvent): void => {
    if (upwards.has(event.key)) letGo();
    if (event.key === 'Escape') tell.onSelect(null);
    if (event.key === 'a' && (event.ctrlKey || event.metaKey) && total > 0) {
      event.preventDefault();
      tell.onSelect({ from: 0, to: total - 1 });
    }
  };

  return (
    <div
      ref={view}
      className={isWrapped ? 'run-log run-log-wrapped' : 'run-log'}
      // Focusable, so that the keyboard can scroll it; silent, because a reader reads it at will.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be within reach of the keyboard
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={words.log.lines}
      onScroll={look}
      onScrollEnd={followAtEnd}
      onWheel={({ deltaY }) => (deltaY < 0 ? letGo() : undefined)}
      onPointerDown={letGo}
      onKeyDown={press}
      onClick={select}
    >
      <div className="run-log-height" style={{ height: place.height }}>
        <div className="run-log-seen" style={{ height: Math.min(viewPx, Math.max(place.height, viewPx)) }}>
          <div ref={rows} className="run-log-rows">
            {Array.from({ length: place.to - place.from }, (_, n) => place.from + n).map((position) => (
              <LogRow
                key={position}
                position={position}
                line={source.lineAt(position)}
                search={search}
                isGoal={goal?.position === position}
                isSelected={selection !== null && selection.from <= position && position <= selection.to}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
};
