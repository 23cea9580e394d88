/** The body of a webhook of changes. */
export interface ChangeMessage {
  type: string;
  timestamp: string;
  data: {
    customer_id: string;
    version: number;
    by: string;
    changed: string[];
    values?: Record<string, unknown>;
  };
}
