import * as React from 'react';

export interface TextButtonProps extends React.ButtonHTMLAttributes<HTMLButtonElement> {
  /** The one thing to do here. */
  primary?: boolean;
}

/** A button of this extension, visible in both themes and by keyboard. */
export function TextButton({ primary, className, ...rest }: TextButtonProps): React.ReactElement {
  const classes = ['cb-Button', primary && 'cb-mod-primary', className];
  return <button type="button" {...rest} className={classes.filter(Boolean).join(' ')} />;
}
