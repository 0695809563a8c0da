// The socket to the service: connects again by itself, and knows when what it shows is old.

const STALE_MS = 600;
const RETRY_MS = 1000;

export class Link {
  #handlers;
  #lastFrame = 0;
  #socket = null;
  #state = "connecting";

  /**
   * handlers: hello(message), frame(message), health(message), picture(capturedMs, bitmap), badPicture(),
   * state(name, ageMs).
   */
  constructor(handlers) {
    this.#handlers = handlers;
    this.#connect();
    setInterval(() => this.#judge(), 200);
  }

  #connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.#socket = new WebSocket(`${scheme}://${location.host}/live`);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onmessage = (event) => this.#receive(event.data);
    this.#socket.onclose = () => {
      this.#state = "offline";
      this.#judge();
      setTimeout(() => this.#connect(), RETRY_MS);
    };
  }

  async #receive(content) {
    if (typeof content !== "string") {
      const captured = new DataView(content).getFloat64(0, true);
      try {
        const bitmap = await createImageBitmap(new Blob([new Uint8Array(content, 8)], { type: "image/jpeg" }));
        this.#handlers.picture(captured, bitmap);
      } catch {
        this.#handlers.badPicture();
      }
      return;
    }
    const message = JSON.parse(content);
    if (message.t === "frame") {
      this.#lastFrame = performance.now();
      this.#state = "open";
    } else if (this.#state === "offline") {
      this.#state = "connecting";
    }
    this.#handlers[message.t]?.(message);
  }

  #judge() {
    const age = performance.now() - this.#lastFrame;
    if (this.#state !== "open") {
      this.#handlers.state(this.#state, this.#lastFrame === 0 ? null : age);
    } else {
      this.#handlers.state(age > STALE_MS ? "stale" : "live", age);
    }
  }
}
