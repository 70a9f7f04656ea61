/** What the contacts show on a ticket: fetched together. */
export { RequesterField } from './requester-field.tsx';
export { RequesterProperty } from './requester-property.tsx';
export { TicketOnCall } from './ticket-on-call.tsx';
