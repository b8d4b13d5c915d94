import { Collapsible } from '@base-ui/react/collapsible';
import { type ReactNode, useState } from 'react';

/** Details that are there on demand, below the button that shows and hides them. */
export const More = ({ show, hide, children }: { show: string; hide: string; children: ReactNode }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <Collapsible.Root className="more" open={isOpen} onOpenChange={setOpen}>
      <Collapsible.Trigger className="link">{isOpen ? hide : show}</Collapsible.Trigger>
      <Collapsible.Panel>{children}</Collapsible.Panel>
    </Collapsible.Root>
  );
};
