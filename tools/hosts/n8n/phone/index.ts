export { audioServer, type AudioServer, type AudioServerOptions } from './audio-server.ts';
export { phone, phoneAudio, type PhoneCall } from './phone-line.ts';
