import { Component, type ReactNode } from 'react';
import type { ProfileForm } from '../../shared/customer-api.ts';

interface FormBoundaryProps {
  form: ProfileForm;
  /** Shown instead of a form that throws. */
  fallback: ReactNode;
  children: ReactNode;
}

interface FormBoundaryState {
  current: ProfileForm;
  hasCrashed: boolean;
}

/** Contains the crash of one form; the next form is rendered from the beginning. */
export class FormBoundary extends Component<FormBoundaryProps, FormBoundaryState> {
  override state = { current: this.props.form, hasCrashed: false };
  static getDerivedStateFromError() {
    return { hasCrashed: true };
  }
  static getDerivedStateFromProps({ form }: FormBoundaryProps, { current }: FormBoundaryState) {
    return form === current ? null : { current: form, hasCrashed: false };
  }
  override render() {
    return this.state.hasCrashed ? this.props.fallback : this.props.children;
  }
}
