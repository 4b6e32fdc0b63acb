export const HELP = `Transcribes audio with AssemblyAI.

Usage
  npm start                                transcribe the bundled two-speaker dialogue
  npm start -- FILE_OR_LINK... [options]   transcribe local files or http(s) links
  npm start -- --resume ID... [options]    wait for submitted transcripts and write their files
  npm start -- --list [--limit N]          list the newest transcripts in your account
  npm start -- --live [FILE]               stream a WAV file in real time and show captions
  npm start -- --mic                       stream raw 16-bit PCM from standard input

Transcription
  --speakers            label each utterance with its speaker
  --param NAME=VALUE    set an API parameter; repeat for more. Values can be JSON:
                        --param language_code=de --param 'speaker_options={"min_speakers_expected":2}'
                        Unknown parameters are sent unchanged and reported in a note.
  --max-hours HOURS     limit the audio in this run. The length of local files is checked before the upload. Links and
                        files of unknown length run one at a time, until the limit is reached.

Files
  --format LIST         comma-separated formats: FORMATS (default: srt,vtt,json,markdown)
  --out FOLDER          output folder (default: transcripts)
  --force               replace existing files. By default, nothing starts if a file would be replaced.

Output
  --quiet               print failures only
  --json                print one JSON object per recording to standard output, instead of the text

Service
  --region us|eu        where to process and store the audio (default: us)
  --host URL            send requests to another address, such as a proxy or "npm run stand-in"
  --stand-in            use the built-in stand-in even if ASSEMBLYAI_API_KEY is set
  --concurrency N       recordings to process in parallel (default: 5)
  --deadline MINUTES    how long to wait for each transcript (default: 180)
  --rate HZ             sample rate of --mic (default: 16000)
  -h, --help            print this help

If ASSEMBLYAI_API_KEY is set, the AssemblyAI API transcribes the audio and bills your account. Otherwise, a local stand-in
returns transcripts of the recordings in this repository.

Files, output folder, options, parameters and API key are checked before anything is billed. Press Ctrl-C to stop and to
print the command that resumes each submitted transcript.

Exit codes: 0 success, 1 at least one failure, 2 nothing was started, 130 stopped by Ctrl-C.
`;
