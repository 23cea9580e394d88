/** How many calls somebody may make in a period. */
export interface Limit {
  name: string;
  /** How many calls are allowed in `duration`. */
  points: number;
  /** Seconds. */
  duration: number;
}

/** What a limit leaves after a call was counted. */
export interface Quota extends Limit {
  isExceeded: boolean;
  /** How many calls are left. */
  remaining: number;
  /** Seconds until the period is over. */
  endsIn: number;
}
