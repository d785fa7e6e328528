import { useEffect, useState } from 'react';

/** The time, in milliseconds since the epoch, as it was at most `interval` milliseconds ago. */
export function useNow(interval: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, interval);
    return () => {
      clearInterval(timer);
    };
  }, [interval]);
  return now;
}
