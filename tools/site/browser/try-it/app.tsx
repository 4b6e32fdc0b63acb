import { useEffect, useState } from 'preact/hooks';
import type { TryItData } from '../../shared/try-it-data.ts';
import { LivePanel } from '../live/panel.tsx';
import { RecordingPanel } from './recording.tsx';
import { findService } from './server.ts';
import type { ServiceState } from './service-state.ts';
import { ServiceBar } from './service-bar.tsx';
import { Tabs } from './tabs.tsx';

export function App({ options }: TryItData) {
  const [service, setService] = useState<ServiceState>('searching');
  useEffect(() => {
    void findService().then((found) => setService(found ?? 'none'));
  }, []);
  return (
    <>
      <ServiceBar service={service} onChange={setService} />
      <Tabs
        label="What to transcribe"
        tabs={[
          { id: 'recording', label: 'Recording', content: <RecordingPanel options={options} service={service} /> },
          { id: 'live', label: 'Live', content: <LivePanel service={service} /> },
        ]}
      />
    </>
  );
}
