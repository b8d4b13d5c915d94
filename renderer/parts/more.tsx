import { type ReactNode, useId, useState } from 'react';

/** Details that are there on demand, below the button that shows and hides them. */
export const More = ({ show, hide, children }: { show: string; hide: string; children: ReactNode }) => {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="more">
      <button
        type="button"
        className="link"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? hide : show}
      </button>
      {isOpen && <div id={id}>{children}</div>}
    </div>
  );
};
