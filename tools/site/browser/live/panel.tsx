import { useRef, useState } from 'preact/hooks';
import type { ServiceState } from '../try-it/service-state.ts';
import { type LiveRun, startLive, wordsFor } from './session.ts';
import { openMicrophone, playSample } from './sources.ts';
import { type LiveTurn, TurnList } from './turns.tsx';

type State = 'ready' | 'connecting' | 'open' | 'reconnecting' | 'closing';

const WORDS: Readonly<Record<State, string>> = {
  ready: '',
  connecting: 'Connecting…',
  open: 'Listening',
  reconnecting: 'Reconnecting. What you say is kept.',
  closing: 'Waiting for the last words…',
};

/** Transcribes a microphone, or the bundled call as it plays. */
export function LivePanel({ service }: { readonly service: ServiceState }) {
  const [state, setState] = useState<State>('ready');
  const [turns, setTurns] = useState<readonly LiveTurn[]>([]);
  const [partial, setPartial] = useState('');
  const [problem, setProblem] = useState('');
  const [summary, setSummary] = useState('');
  const run = useRef<LiveRun>(undefined);
  const isStandIn = typeof service === 'object' && service.kind === 'stand-in';

  const start = async (open: () => Promise<MediaStream>): Promise<void> => {
    if (typeof service !== 'object') return;
    setState('connecting');
    setTurns([]);
    setPartial('');
    setProblem('');
    setSummary('');
    try {
      const stream = await open();
      run.current = await startLive(stream, service.streamingUrl, {
        onOpen: () => setState('open'),
        onPartial: (text) => {
          setPartial(text);
          setState((now) => (now === 'reconnecting' ? 'open' : now));
        },
        onFinal: (turn) => {
          setPartial('');
          setTurns((before) => [...before, turn]);
        },
        onReconnect: () => setState('reconnecting'),
      });
      const { audioMs, gaps } = await run.current.done;
      const lost =
        gaps.length === 0 ? 'All of it was transcribed.' : `${gaps.length} parts of the audio were not transcribed.`;
      setSummary(`${(audioMs / 1000).toFixed(1)} seconds of audio. ${lost}`);
    } catch (error) {
      setProblem(wordsFor(error));
    } finally {
      setPartial('');
      setState('ready');
    }
  };

  const isReady = state === 'ready';
  const canStart = isReady && typeof service === 'object';
  return (
    <>
      <div class="live-controls">
        <p class="actions">
          {isReady ? (
            <>
              <button
                type="button"
                class="button primary"
                disabled={!canStart}
                onClick={() => void start(openMicrophone)}
              >
                Start the microphone
              </button>
              <button type="button" class="button" disabled={!canStart} onClick={() => void start(playSample)}>
                Play the bundled call
              </button>
            </>
          ) : (
            <button
              type="button"
              class="button primary"
              disabled={state === 'connecting' || state === 'closing'}
              onClick={() => {
                setState('closing');
                run.current?.stop();
              }}
            >
              Stop
            </button>
          )}
        </p>
        <p class={`live-state ${state}`} role="status">
          {WORDS[state]}
        </p>
      </div>
      {isStandIn && (
        <p class="quiet small">
          The stand-in recognizes only the sentences of the bundled recordings. Play the bundled call, or read one
          aloud: “Thank you for calling the support line, how can I help you today?”
        </p>
      )}
      <TurnList turns={turns} partial={partial} />
      {summary !== '' && <p class="quiet">{summary}</p>}
      <p class="problem" role="alert">
        {problem}
      </p>
    </>
  );
}
