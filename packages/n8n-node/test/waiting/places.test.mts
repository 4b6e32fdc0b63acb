import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createPlaces } from '../../src/waiting/places.ts';

/** The part of Express's response that matters. */
class Response extends EventEmitter {
  closed = false;
  close(): void {
    this.closed = true;
    this.emit('close');
  }
}

describe('The places for calls', () => {
  it('are free again when the work is done and n8n has answered', () => {
    const places = createPlaces(2);
    const response = new Response();
    const leave = places.take(response)!;
    places.take(new Response());
    expect(places.take(new Response())).toBeUndefined();
    leave();
    expect(places.take(new Response())).toBeUndefined();
    response.close();
    expect(places.take(new Response())).toBeTypeOf('function');
    expect(places.take(new Response())).toBeUndefined();
  });

  it('are kept until the work is done if the caller closes the connection before', () => {
    const places = createPlaces(1);
    const response = new Response();
    const leave = places.take(response)!;
    response.close();
    expect(places.take(new Response())).toBeUndefined();
    leave();
    expect(places.take(new Response())).toBeTypeOf('function');
  });

  it('are freed once for each call', () => {
    const places = createPlaces(2);
    const response = new Response();
    const leave = places.take(response)!;
    places.take(new Response());
    leave();
    response.close();
    response.emit('close');
    expect(places.take(new Response())).toBeTypeOf('function');
    expect(places.take(new Response())).toBeUndefined();
  });
});
