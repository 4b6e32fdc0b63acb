import './styles.css';
import { render } from 'preact';
import type { TryItData } from '../../shared/try-it-data.ts';
import { App } from './app.tsx';

const place = document.querySelector<HTMLElement>('#try-it');
if (place !== null) {
  const { options } = JSON.parse(place.dataset['options'] ?? '{"options":[]}') as TryItData;
  place.replaceChildren();
  render(<App options={options} />, place);
}
