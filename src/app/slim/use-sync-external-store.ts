/** Stands for the router's own, which React has had since 18. */
export { useSyncExternalStore } from 'react';
