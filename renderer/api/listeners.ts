/** A set of listeners called in the order they came. One that throws is reported and keeps none of the others waiting. */
export interface Listeners<Value> {
  add(listener: (value: Value) => void): () => void;
  tell(value: Value): void;
}

export const createListeners = <Value>(): Listeners<Value> => {
  const held = new Set<{ readonly listener: (value: Value) => void }>();
  return {
    add: (listener) => {
      const entry = { listener };
      held.add(entry);
      return () => held.delete(entry);
    },
    tell: (value) => {
      for (const { listener } of held) {
        try {
          listener(value);
        } catch (error) {
          reportError(error);
        }
      }
    },
  };
};
