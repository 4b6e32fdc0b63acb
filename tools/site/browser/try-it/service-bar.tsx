import { useRef, useState } from 'preact/hooks';
import type { ServiceInfo } from '../../shared/protocol.ts';
import type { ServiceState } from './service-state.ts';
import { removeKey, useKey } from './server.ts';

interface Props {
  readonly service: ServiceState;
  readonly onChange: (service: ServiceInfo) => void;
}

/** Says what transcribes, and takes or removes an API key. */
export function ServiceBar({ service, onChange }: Props) {
  if (service === 'searching') return <p class="service quiet">Looking for the local server…</p>;
  if (service === 'none')
    return (
      <p class="service">
        <strong>This copy of the site has no local server.</strong> It shows the bundled call and its transcript. To
        transcribe your own audio, run <code>npm ci && npm run gallery</code> in a clone of the repository.
      </p>
    );
  return service.kind === 'stand-in' ? (
    <StandInBar onChange={onChange} />
  ) : (
    <div class="service">
      <p>
        <strong>AssemblyAI ({service.region.toUpperCase()})</strong> transcribes with your key and bills your account.
        The local server keeps the key in its memory until you remove it or stop the server.
      </p>
      <button type="button" class="button small" onClick={() => void removeKey().then(onChange)}>
        Remove key
      </button>
    </div>
  );
}

function StandInBar({ onChange }: Pick<Props, 'onChange'>) {
  return (
    <div class="service">
      <p>
        <strong>The local stand-in</strong> transcribes. It knows the bundled recordings, and nothing leaves your
        machine.
      </p>
      <details class="key">
        <summary>Use your API key for any recording</summary>
        <KeyForm onChange={onChange} />
      </details>
    </div>
  );
}

function KeyForm({ onChange }: Pick<Props, 'onChange'>) {
  const key = useRef<HTMLInputElement>(null);
  const region = useRef<HTMLSelectElement>(null);
  const [problem, setProblem] = useState('');
  const [isChecking, setIsChecking] = useState(false);
  const connect = async (): Promise<void> => {
    setProblem('');
    setIsChecking(true);
    try {
      const info = await useKey({
        apiKey: key.current!.value,
        region: region.current!.value === 'eu' ? 'eu' : 'us',
      });
      key.current!.value = '';
      onChange(info);
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setIsChecking(false);
    }
  };
  return (
    <form
      class="key-form"
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <label>
        API key
        <input ref={key} type="password" autocomplete="off" spellcheck={false} required />
      </label>
      <label>
        Region
        <select ref={region}>
          <option value="us">US</option>
          <option value="eu">EU</option>
        </select>
      </label>
      <button type="submit" class="button small" disabled={isChecking}>
        {isChecking ? 'Checking…' : 'Use key'}
      </button>
      <p class="problem" role="alert">
        {problem}
      </p>
    </form>
  );
}
