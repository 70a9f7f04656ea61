/** What the catalogue puts on tickets; fetched together. */
export { ServiceField } from './service-field.tsx';
export { TicketService } from './ticket-service.tsx';
