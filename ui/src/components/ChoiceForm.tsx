import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Catalogue, Choice } from '../contract';

export interface ChoiceFormProps {
  catalogue: Catalogue;
  choice: Choice;
  onChange: (choice: Choice) => void;
  trans: TranslationBundle;
}

/** Two lists: the lane, and the certifications that fit it. */
export function ChoiceForm(props: ChoiceFormProps): React.ReactElement {
  const { catalogue, onChange, trans } = props;
  const [choice, setChoice] = React.useState(props.choice);
  const lane = catalogue.lanes.find(one => one.name === choice.lane);
  const certification = lane?.certifications.find(one => one.id === choice.certification);
  const change = (changed: Choice) => {
    setChoice(changed);
    onChange(changed);
  };
  return (
    <div className="cb-Choice">
      <label>
        {trans.__('Lane: the job you want')}
        <select
          className="jp-mod-styled"
          value={choice.lane ?? ''}
          onChange={event => change({ lane: event.target.value || null, certification: null })}
        >
          <option value="">{trans.__('not chosen yet')}</option>
          {catalogue.lanes.map(one => (
            <option key={one.name} value={one.name}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
      <p aria-live="polite">{lane?.summary}</p>
      <label>
        {trans.__('Certification: the exam you prepare for')}
        <select
          className="jp-mod-styled"
          value={choice.certification ?? ''}
          disabled={!lane}
          onChange={event => change({ ...choice, certification: event.target.value || null })}
        >
          <option value="">{trans.__('none')}</option>
          {lane?.certifications.map(one => (
            <option key={one.id} value={one.id}>
              {one.retired
                ? trans.__('%1, %2 (retired)', one.vendor, one.name)
                : trans.__('%1, %2', one.vendor, one.name)}
            </option>
          ))}
        </select>
      </label>
      <p aria-live="polite">{certification?.note}</p>
    </div>
  );
}
