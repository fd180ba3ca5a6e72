import type { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';

import { ChoiceForm } from '../components/ChoiceForm';
import type { Catalogue, Choice } from '../contract';

/** The body of the dialog in which a lane is chosen. */
export class ChoiceBody extends ReactWidget implements Dialog.IBodyWidget<Choice> {
  constructor(
    private readonly _catalogue: Catalogue,
    private _choice: Choice,
    private readonly _trans: TranslationBundle
  ) {
    super();
  }

  getValue(): Choice {
    return this._choice;
  }

  protected render(): React.ReactElement {
    return (
      <ChoiceForm
        catalogue={this._catalogue}
        choice={this._choice}
        onChange={choice => {
          this._choice = choice;
        }}
        trans={this._trans}
      />
    );
  }
}
