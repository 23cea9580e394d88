// Generated from openapi.json by "npm run openapi-types". Do not edit.
// SHA-256 of openapi.json: 2140bc40639b5751abb563aa60dbb17d7d14eb835488c6f88a31cdc660cd01ed
import type { ErrorSchema, JsonObject, JsonSchema, UiSchema } from 'schema-form';

export interface paths {
    "/api/v3/customer/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the profile. */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/update/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the form with the stored values. */
        get: operations["getForm"];
        put?: never;
        /**
         * Saves values, and returns the form.
         * @description A key that the payload leaves out keeps its stored value; `null` or `""` clears an optional one. Nothing is stored when a value is invalid. An empty payload only returns the form. A form body has bracket names such as `root[first_name]`.
         */
        post: operations["saveForm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/language/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the language of the customer, or of the visitor. */
        get: operations["getLanguage"];
        put?: never;
        /** Sets the language. */
        post: operations["setLanguage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/login/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a one-time code to a mobile number. */
        post: operations["requestCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/login/verify/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Checks the code and starts a session. */
        post: operations["verifyCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/customer/logout/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the session, or all sessions of the customer. */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v3/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns this document. */
        get: operations["getDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stores a file of the customer. */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The profile. An unknown value is `""`; an unknown `gender` is `null`. */
        Customer: {
            customer_id: string;
            first_name: string;
            last_name: string;
            /**
             * @description E.164.
             * @example +971501234567
             */
            mobile: string;
            email: string;
            /** @description ISO 3166-1 alpha-2. */
            nationality: string;
            /** @description `YYYY-MM-DD`. */
            dob: string;
            gender: string | null;
            passport_number: string;
            nation_id_number: string;
            /** @description A BCP 47 short code. */
            language: string;
            address: string;
        };
        /** @description The form of the profile. The version is in the header `ETag`. */
        Update: {
            customer_id: string;
            form: components["schemas"]["Form"];
            has_errors: boolean;
        };
        /** @description Texts are in the language of the customer. */
        Form: {
            /** @description A JSON Schema of the payload. */
            schema: JsonSchema;
            /** @description The uiSchema of react-jsonschema-form. */
            ui_schema: UiSchema;
            /** @description The values to show. */
            data: JsonObject;
            /** @description The errors by field; `{}` without errors. */
            errors: ErrorSchema;
            /** @description URL of a module with the precompiled validator of `schema`; null where only the server validates. */
            validator: string | null;
        };
        /** @description Values in the shape of the schema of the form. */
        Payload: JsonObject;
        /** @description A BCP 47 short code. */
        Language: string;
        LanguageChange: {
            language: components["schemas"]["Language"];
        };
        LanguageError: {
            /** @description The current one. */
            language: components["schemas"]["Language"];
            error_message: string;
        };
        LoginRequest: {
            /** @description As people write it. */
            mobile: string;
        };
        Login: {
            /** @description Seconds that the code is valid. */
            expires_in: number;
            /** @description Seconds until the same client may request another code for this number. */
            resend_in: number;
            /** @description How many digits the code has. */
            code_length: number;
            /** @description Names this sign-in; verify may send it, and then only codes of this sign-in are valid. */
            request_id: string;
        };
        VerifyRequest: {
            mobile: string;
            code: string;
            request_id?: string;
            keep_signed_in?: boolean;
        };
        Verify: {
            customer_id: string;
        };
        LogoutRequest: {
            /** @description Ends all sessions of the customer; with another backend this one only. */
            everywhere?: boolean;
        };
        WrongCode: {
            error_message: string;
            /** @description How often the code may still be tried; 0: it is used up or expired, and a new one is needed. */
            tries_left?: number;
        };
        File: {
            /** @description The value to save. It opens for its owner only. */
            file_url: string;
        };
        Error: {
            error_message: string;
        };
    };
    responses: {
        /** @description The body can't be read, or a value is missing. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Nobody is signed in. */
        NotAuthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The request comes from another origin. */
        Foreign: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is nothing at this address. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The path does not support the method. */
        MethodNotAllowed: {
            headers: {
                /** @description The methods that it supports. */
                Allow: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body took too long to arrive. */
        TooSlow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is too large. The connection is closed. */
        TooLarge: {
            headers: {
                Connection: "close";
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is neither JSON nor a form. */
        MediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The file is not accepted. */
        Refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A limit is exceeded. */
        TooOften: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Something went wrong. */
        Failure: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The backend does not answer with what it should. */
        BadGateway: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The program or the backend is busy. */
        Busy: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The backend does not answer in time. */
        GatewayTimeout: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The stored version, in quotes. */
        ETag: string;
        /** @description Seconds after which the same request may succeed. */
        RetryAfter: string;
        /** @description Seconds until the session ends unless it is used again. */
        SessionEndsIn: string;
        /** @description What each limit leaves: `r` requests in the next `t` seconds (draft-ietf-httpapi-ratelimit-headers-11). */
        RateLimit: string;
        /** @description The limits that `RateLimit` names: `q` requests in `w` seconds, or `q` at once. */
        RateLimitPolicy: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile. */
            200: {
                headers: {
                    "Session-Ends-In": components["headers"]["SessionEndsIn"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            401: components["responses"]["NotAuthenticated"];
            500: components["responses"]["Failure"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Busy"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getForm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The form. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Session-Ends-In": components["headers"]["SessionEndsIn"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Update"];
                };
            };
            401: components["responses"]["NotAuthenticated"];
            500: components["responses"]["Failure"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Busy"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    saveForm: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that may be overwritten. Without it the last save wins. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Payload"];
                "application/x-www-form-urlencoded": components["schemas"]["Payload"];
                "multipart/form-data": components["schemas"]["Payload"];
            };
        };
        responses: {
            /** @description The stored values; or with `has_errors` the submitted ones, and nothing is stored. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Session-Ends-In": components["headers"]["SessionEndsIn"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Update"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotAuthenticated"];
            403: components["responses"]["Foreign"];
            408: components["responses"]["TooSlow"];
            /** @description `If-Match` names another version than the stored one. Nothing is stored; the form has the stored values. */
            412: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Session-Ends-In": components["headers"]["SessionEndsIn"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Update"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["MediaType"];
            500: components["responses"]["Failure"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Busy"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getLanguage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The language. */
            200: {
                headers: {
                    "Session-Ends-In": components["headers"]["SessionEndsIn"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        language: components["schemas"]["Language"];
                        error_message: null;
                    };
                };
            };
            500: components["responses"]["Failure"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Busy"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    setLanguage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LanguageChange"];
                "application/x-www-form-urlencoded": components["schemas"]["LanguageChange"];
                "multipart/form-data": components["schemas"]["LanguageChange"];
            };
        };
        responses: {
            /** @description The language that is set. A visitor gets the parameter back. */
            200: {
                headers: {
                    "Session-Ends-In": components["headers"]["SessionEndsIn"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LanguageChange"];
                };
            };
            /** @description There is no such language, or none was sent. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LanguageError"] | components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Foreign"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["MediaType"];
            500: components["responses"]["Failure"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Busy"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    requestCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["LoginRequest"];
                "multipart/form-data": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description The same answer for a number that belongs to nobody. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Login"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Foreign"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["MediaType"];
            429: components["responses"]["TooOften"];
            500: components["responses"]["Failure"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Busy"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    verifyCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["VerifyRequest"];
                "multipart/form-data": components["schemas"]["VerifyRequest"];
            };
        };
        responses: {
            /** @description The customer is signed in. */
            200: {
                headers: {
                    /** @description The session. */
                    "Set-Cookie"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verify"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The code is wrong, used up or expired. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrongCode"];
                };
            };
            403: components["responses"]["Foreign"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["MediaType"];
            429: components["responses"]["TooOften"];
            500: components["responses"]["Failure"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Busy"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LogoutRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["LogoutRequest"];
                "multipart/form-data": components["schemas"]["LogoutRequest"];
            };
        };
        responses: {
            /** @description The session is over. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Foreign"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Failure"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Busy"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getDescription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                        paths: Record<string, never>;
                    };
                };
            };
        };
    };
    uploadFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                    /** @description The name of the field that the file is for, such as `root[photo]`. */
                    field: string;
                };
            };
        };
        responses: {
            /** @description The file is stored. */
            201: {
                headers: {
                    "Session-Ends-In": components["headers"]["SessionEndsIn"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotAuthenticated"];
            403: components["responses"]["Foreign"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooOften"];
            500: components["responses"]["Failure"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Busy"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
}
